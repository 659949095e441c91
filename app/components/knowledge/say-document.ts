import type { DocumentKind, UserRole } from "#db/enums.ts";
import { formatCount, formatDayOfYear, plural } from "#app/lib/format.ts";

export const KIND_WORDS: Readonly<Record<DocumentKind, string>> = { markdown: "Markdown", text: "Text", pdf: "PDF", docx: "Word", html: "Web page" };

/** Who may read a document of an audience. */
export const AUDIENCE_WORDS: Readonly<Record<UserRole, string>> = { staff: "Everybody", marketing: "Marketing and managers", buyer: "Buyers and managers", manager: "Managers and admins", admin: "Admins alone" };

const DAY_MS = 86_400_000;

/** How long ago a day was, in the largest whole unit: "today", "12 days ago", "4 months ago", "2 years ago". */
export function sayDaysAgo(day: string, today: string): string {
  const days = Math.round((Date.parse(today) - Date.parse(day)) / DAY_MS);
  if (days <= 0) return days === 0 ? "today" : `on ${formatDayOfYear(day)}`;
  if (days < 60) return `${plural(days, "day")} ago`;
  const months = Math.round(days / 30.44);
  return months < 24 ? `${months} months ago` : `${formatCount(Math.floor(days / 365.25))} years ago`;
}

/** How old what a citation quotes is: by its review, or where nobody wrote one down by its last version. */
export const sayAge = ({ reviewedOn, updatedAt }: { reviewedOn: string | null; updatedAt: string }, today: string): string =>
  reviewedOn === null ? `version of ${formatDayOfYear(updatedAt.slice(0, 10))}` : `reviewed ${sayDaysAgo(reviewedOn, today)}`;

/** "4 pages" or "page 3". */
export const sayPlace = ({ headings, page }: { headings: readonly string[]; page: number | null }, title: string): string => {
  const under = headings.filter((heading) => heading !== title).at(-1) ?? "";
  return [under, page === null ? "" : `page ${page}`].filter(Boolean).join(", ");
};

