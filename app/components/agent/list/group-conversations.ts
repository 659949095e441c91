import { inShopTime } from "#app/lib/format.ts";

export interface ListedConversation {
  id: string;
  title: string | null;
  updatedAt: Date;
}

const DAY_MS = 86_400_000;

/** The title of a conversation; one without is new. */
export const titleOf = ({ title }: Pick<ListedConversation, "title">): string => title ?? "Without a title";

/** Conversations whose title holds every word of `search`. */
export function searchTitles<T extends ListedConversation>(conversations: readonly T[], search: string): T[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return conversations.filter((conversation) => words.every((word) => titleOf(conversation).toLowerCase().includes(word)));
}

/** Conversations by how long ago they were spoken in, by the shop's calendar. Empty groups are left out. */
export function groupByAge<T extends ListedConversation>(conversations: readonly T[], now: Date, timeZone: string): { label: string; entries: T[] }[] {
  const today = Date.parse(inShopTime(now, timeZone).day);
  const age = ({ updatedAt }: T) => Math.round((today - Date.parse(inShopTime(updatedAt, timeZone).day)) / DAY_MS);
  const groups = [
    { label: "Today", entries: conversations.filter((entry) => age(entry) <= 0) },
    { label: "This week", entries: conversations.filter((entry) => age(entry) > 0 && age(entry) < 7) },
    { label: "Earlier", entries: conversations.filter((entry) => age(entry) >= 7) },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}
