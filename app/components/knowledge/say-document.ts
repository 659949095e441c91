import type { DocumentKind, UserRole } from "#db/enums.ts";
import { formatCount, formatDayOfYear, plural } from "#app/lib/format.ts";

export const KIND_WORDS: Readonly<Record<DocumentKind, string>> = { markdown: "Markdown", text: "Text", pdf: "PDF", docx: "Word", html: "Web page" };

/** Who may read a document of an audience. */
export const AUDIENCE_WORDS: Readonly<Record<UserRole, string>> = { staff: "Everybody", marketing: "Marketing and managers", buyer: "Buyers and managers", manager: "Managers and admins", admin: "Admins only" };

const DAY_MS = 86_400_000;

/** How long ago a day was, or when it comes, in the largest whole unit: "today", "12 days ago", "in 4 months", "2 years ago". */
export function sayDaysAgo(day: string, today: string): string {
  const days = Math.round((Date.parse(today) - Date.parse(day)) / DAY_MS);
  return days === 0 ? "today" : days < 0 ? `in ${sayDays(-days)}` : `${sayDays(days)} ago`;
}

function sayDays(days: number): string {
  if (days < 60) return plural(days, "day");
  const months = Math.round(days / 30.44);
  return months < 24 ? `${months} months` : `${formatCount(Math.round(days / 365.25))} years`;
}

/** How old what a citation quotes is: by its review, or where nobody wrote one down by its last version. */
export const sayAge = ({ reviewedOn, updatedAt }: { reviewedOn: string | null; updatedAt: string }, today: string): string =>
  reviewedOn === null ? `version of ${formatDayOfYear(updatedAt.slice(0, 10))}` : `reviewed ${sayDaysAgo(reviewedOn, today)}`;

/** "4 pages" or "page 3". */
export const sayPlace = ({ headings, page }: { headings: readonly string[]; page: number | null }, title: string): string => {
  const under = headings.filter((heading) => heading !== title).at(-1) ?? "";
  return [under, page === null ? "" : `page ${page}`].filter(Boolean).join(", ");
};

