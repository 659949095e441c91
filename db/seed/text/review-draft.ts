import type { Random } from "../random";
import { chance, pick } from "../random";
import { boppingMusic } from "./review-phrases-music";
import { moodMusic } from "./review-phrases-music-moods";
import type { Lines, ReviewSubject, Tone, ToneLines } from "./review-tone";

const families = { ...boppingMusic, ...moodMusic } satisfies Record<string, ToneLines>;
type Family = keyof typeof families;

/** First match wins, so the narrower words stand first; a genre nobody knows is spoken of in general terms. */
const familyPatterns: readonly (readonly [RegExp, Family])[] = [
  [/vocal|sing(er|ing)|song/, "vocal"],
  [/bossa|samba|brazil/, "bossa"],
  [/latin|cuban|salsa|mambo/, "latin"],
  [/spiritual|devotional|cosmic/, "spiritual"],
  [/free|avant|loft|improv/, "free"],
  [/soul|funk|boogaloo|groove|organ/, "soul"],
  [/fusion|electric|rock/, "fusion"],
  [/modal/, "modal"],
  [/cool|west coast/, "cool"],
  [/big ?band|orchestra/, "bigBand"],
  [/swing|dixie|trad|new orleans|gypsy|manouche|ragtime|stride|early/, "swing"],
  [/hard ?bop/, "hardBop"],
  [/post-?bop/, "postBop"],
  [/bop/, "bebop"],
  [/contemporary|modern/, "modern"],
];

/** A review being written: what it is about, how the record was bought, and what has been said so far. */
export interface Draft {
  readonly random: Random;
  readonly rating: ReviewSubject["rating"];
  readonly family: Family;
  readonly condition: "new" | "used";
  readonly way: "post" | "counter";
  /** Subjects already dealt with, so that one text never says two things about the same one. */
  readonly subjects: Set<string>;
  /**
   * What lines marked with a leading `@tag` may count on: new or used, post or counter, `classic` where the record may be
   * older than its buyer, `sound` once the sound has been spoken of.
   */
  readonly tags: Set<string>;
  /** One of the lines that fit this purchase, its choices made and its names filled in; never the same line twice in a text. */
  say(lines: Lines): string;
  /** As `say`, with the given probability, otherwise nothing. */
  maybe(probability: number, lines: Lines): string;
}

/** The words a customer would use for a shop's genre: "Vocal" is vocal jazz, "Bossa Nova" bossa nova. */
function genreWords(genre: string): string {
  const words = genre
    .trim()
    .toLowerCase()
    .replace(/\b(?:latin|afro|cuban|brazilian|west coast|new orleans)\b/g, (place) => place.replace(/\b\w/g, (letter) => letter.toUpperCase()));
  if (words === "") return "jazz";
  return /jazz|bop$|bossa|blues|swing|band|fusion|funk|stream/i.test(words) ? words : `${words} jazz`;
}

/** Titles as people say them: without the part in brackets or behind a colon. Empty when still too long to be said. */
function spokenTitle(title: string): string {
  const short = title.split(/ \(|: | \/ /)[0]?.trim() ?? "";
  return short.length <= 36 ? short : "";
}

/** Artists as people say them: "Bill Evans" for the Bill Evans Trio. Empty for collections and long lists of names. */
function spokenArtist(artist: string): string {
  const first = artist.split(/ (?:with|featuring|feat\.) /i)[0]?.trim() ?? "";
  const leader = first.replace(/ (?:(?:and|&) (?:his|her|the) .+|Trio|Quartet|Quintet|Sextet|Septet|Octet|Orchestra|Big Band)$/i, "");
  const name = /jazz|^the\b/i.test(leader) ? first : leader;
  return /^(various|unknown|$)/i.test(name) || name.length > 36 ? "" : name;
}

function familyOf(genre: string): Family {
  const lower = genre.toLowerCase();
  return familyPatterns.find(([pattern]) => pattern.test(lower))?.[1] ?? "general";
}

/** One way to build a review; answers the whole text. */
export type Shape = (draft: Draft) => string;

const leadingTags = /^(?:@\w+ )+/;

/** Starts a review. Draws how the record was bought (by post or over the counter). */
export function startDraft(random: Random, about: ReviewSubject): Draft {
  const condition = about.used ? "used" : "new";
  const way = chance(random, 0.62) ? "post" : "counter";
  const names = { record: spokenTitle(about.title), artist: spokenArtist(about.artist), genre: genreWords(about.genre) };
  const family = familyOf(about.genre);
  const tags = new Set<string>([condition, way, ...(family === "modern" ? [] : ["classic"])]);
  const said = new Set<string>();

  const fits = (line: string): boolean => {
    if (names.record === "" && line.includes("{record}")) return false;
    if (names.artist === "" && line.includes("{artist}")) return false;
    const wanted = leadingTags.exec(line)?.[0].match(/\w+/g) ?? [];
    return wanted.every((tag) => tags.has(tag)) && !said.has(line);
  };
  const fill = (line: string): string => {
    const chosen = line.replace(leadingTags, "").replace(/\[([^\]]*)\]/g, (_, choices: string) => pick(random, choices.split("|")));
    const filled = chosen.replace(/\{(record|artist|genre)\}/g, (_, name: keyof typeof names) => names[name]);
    return tidy(filled);
  };
  const say = (lines: Lines): string => {
    const fitting = lines.filter(fits);
    if (fitting.length === 0) return "";
    const line = pick(random, fitting);
    said.add(line);
    return fill(line);
  };
  return {
    random,
    rating: about.rating,
    family,
    condition,
    way,
    subjects: new Set(),
    tags,
    say,
    maybe: (probability, lines) => (chance(random, probability) ? say(lines) : ""),
  };
}

/** A sentence about the music, mostly in the words of its style. */
export function musicLine(draft: Draft, tone: Tone): string {
  draft.subjects.add("music");
  const inGeneral = draft.family === "general" || chance(draft.random, 0.2);
  return draft.say(families[inGeneral ? "general" : draft.family][tone]);
}

/** Capital first letter, one full stop at the end, no ".." or "!." where a title brings its own mark. */
export function tidy(sentence: string): string {
  return (sentence.charAt(0).toUpperCase() + sentence.slice(1)).replace(/([!?])\.(?=\s|$)/g, "$1").replace(/\s+([,.!?])/g, "$1");
}

/** Sentences to a text, the empty ones left out. */
export function join(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
