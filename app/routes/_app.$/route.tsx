import { ErrorPage } from "#app/components/layout/error-page.tsx";

/** Any address that no page has: said inside the frame, so that the way on is at hand. */
export function loader(): never {
  throw Response.json({ sentence: "There is no page at this address. It may be old, or a letter is missing.", fields: {}, requestId: "", unexpected: false }, { status: 404 });
}

export default function NoPage() {
  return null;
}

export const ErrorBoundary = ErrorPage;
