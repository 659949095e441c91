import type { Tx } from "#db/client.ts";
import type { AlbumFilter } from "#db/queries/lookup/album-filter.ts";
import { CLEAR_FIT, findNames, type NameHit, type NameKind } from "#db/queries/lookup/find-names.ts";
import { AppError } from "#server/errors.ts";
import { sayList } from "#agents/words.ts";

/** Fits closer than this are equally likely by their letters. */
const SAME_FIT = 0.03;
/** Of equally likely names, one that sold this many times what the next sold is what people mean. */
const FAR_BETTER_KNOWN = 2;

const nameOf = (hit: NameHit): string => (hit.detail ? `${hit.name} by ${hit.detail}` : hit.number === null ? hit.name : `${hit.name} (number ${hit.number})`);

/** What a text means, and what to say of it when it is not the name itself; `others` were nearly as likely. */
export interface ResolvedName {
  hit: NameHit;
  note: string | null;
}

function noteOf(text: string, kind: NameKind, hit: NameHit, rivals: readonly NameHit[]): string | null {
  if (hit.score >= 0.99 && rivals.length === 0) return null;
  const others = rivals.length > 0 ? ` There is also ${sayList(rivals.slice(0, 3).map(nameOf))}.` : "";
  return `"${text}" was read as the ${kind} ${nameOf(hit)}.${others}`;
}

/**
 * The one name of a kind that a text means. Throws AppError NOT_FOUND with the nearest names where
 * nothing fits, and CONFLICT naming the readings where two are equally likely.
 */
export async function resolveName(tx: Tx, kind: NameKind, text: string): Promise<ResolvedName> {
  const hits = await findNames(tx, text, [kind], 8);
  const [best] = hits;
  if (!best || best.score < CLEAR_FIT) {
    const near = hits.slice(0, 3).map(nameOf);
    throw new AppError("NOT_FOUND", `There is no ${kind} called "${text}" in the shop.${near.length > 0 ? ` The nearest ${near.length === 1 ? "name is" : "names are"} ${sayList(near)}.` : ""}`);
  }
  // The name itself is nobody else's; "John Coltrane & Johnny Hartman" is no rival of John Coltrane.
  const rivals = hits.slice(1).filter((hit) => best.score - hit.score < SAME_FIT && (best.score < 0.99 || hit.score >= 0.99) && (hit.name === best.name || !hit.name.includes(best.name)));
  if (rivals.length > 0 && best.units < FAR_BETTER_KNOWN * Math.max(rivals[0]?.units ?? 0, 1)) {
    throw new AppError("CONFLICT", `"${text}" can be ${sayList([best, ...rivals].slice(0, 4).map(nameOf), "or")}. Say which one is meant.`);
  }
  return { hit: best, note: noteOf(text, kind, best, rivals) };
}

/** Genre, label and artist of a question as ids, with words for a title and notes on what was understood. */
export async function resolveAlbumFilter(tx: Tx, asked: { genre?: string | undefined; label?: string | undefined; artist?: string | undefined }): Promise<{ filter: AlbumFilter; names: string[]; notes: string[] }> {
  const names: string[] = [];
  const notes: string[] = [];
  const filter: AlbumFilter = {};
  for (const kind of ["genre", "label", "artist"] as const) {
    const text = asked[kind];
    if (!text) continue;
    const { hit, note } = await resolveName(tx, kind, text);
    filter[`${kind}Id`] = hit.id;
    names.push(kind === "artist" ? `by ${hit.name}` : kind === "label" ? `on ${hit.name}` : `in ${hit.name}`);
    if (note) notes.push(note);
  }
  return { filter, names, notes };
}
