import archivo from "@fontsource-variable/archivo/files/archivo-latin-wdth-normal.woff2?url";
import publicSans from "@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2?url";
import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, type ShouldRevalidateFunction, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { useNonce } from "#app/lib/nonce.ts";
import { paths } from "#app/lib/paths.ts";
import { readTheme } from "#app/lib/theme.ts";
import styles from "#app/styles/index.css?url";

/** The two faces of every first paint come before the stylesheet asks for them. */
export const links: LinksFunction = () => [
  ...[archivo, publicSans].map((href) => ({ rel: "preload", as: "font", type: "font/woff2", crossOrigin: "anonymous" as const, href })),
  { rel: "stylesheet", href: styles },
  { rel: "icon", type: "image/svg+xml", href: "/icon.svg" },
];

export const meta = () => [{ title: "Misty" }];

export function loader({ request }: LoaderFunctionArgs) {
  return { theme: readTheme(request.headers.get("Cookie")) };
}

/** Only the theme's own form changes what stands here. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction }) => formAction === paths.theme;

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const theme = useRouteLoaderData<typeof loader>("root")?.theme ?? "system";
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme === "system" ? "light dark" : theme} />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

/** What no page caught, for instance a database that is away before the frame could be drawn. */
export function ErrorBoundary() {
  return (
    <main className="alone" id="main">
      <ErrorPage />
    </main>
  );
}
