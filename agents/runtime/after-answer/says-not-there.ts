import { NOT_IN_DOCUMENTS } from "#agents/contracts/citations.ts";
import { readClaim } from "#kb/answering/compare.ts";

const SAYS = "(?:say|says|mention|mentions|cover|covers|state|states|contain|contains|name|names|tell|tells|answer|answers|give|gives|describe|describes|explain|explains|specify|specifies)";
const THINGS = "(?:documents?|passages?)";
/** That the documents do not say something; a rule about documents ("must not leave the office") is another thing. */
const NOT_SAID = [
  new RegExp(`\\b${THINGS} (?:do|does|did)(?: not|n['’]t) ${SAYS}\\b`, "i"),
  new RegExp(`\\b(?:no|none of (?:our|the|these)) ${THINGS} ${SAYS}\\b`, "i"),
  // "Not paid in cash, as it says in our documents" says what they say.
  new RegExp(`\\b(?:not|nothing|nowhere)\\b(?: (?!as\\b|by\\b|according\\b)[^\\s,;:]+){0,6} in (?:our|the|these) ${THINGS}\\b`, "i"),
  // That two of them say different things; which, their own sentences say.
  new RegExp(`\\b${THINGS}\\b[^,;:]{0,20}\\b(?:disagree|contradict (?:each other|one another|themselves))\\b`, "i"),
];

/** Where what is not there ends, and something else may be stated. */
const BREAKS = /[,;:()–—]+|\s-+\s|\b(?:so|because|since|as|but|and|while|whereas|although|though|therefore|thus|hence|then|instead|except|which|meaning)\b/gi;
/** These never go on with what is not there. */
const FIRM = /^(?:[;:()–—]+|\s-+\s|but|instead|except)$/i;
/** What is asked for goes on behind "and": "how long it takes, and who pays". */
const ASKS = /^(?:and |or |nor )*(?:how|what|who|whom|whose|which|when|where|why|whether|if)\b/i;
/** Before it, what it is about: "for used records". */
const ABOUT = /^(?:for|on|about|in|with|of|to|at)\b/i;
/** A further thing of a list: "gift cards". */
const ITEM = /^(?:(?:and|or|nor) )?(?:(?:a|an|any|the|our) )?[\p{L}'’-]+(?: [\p{L}'’-]+)?(?: (?:or|nor) (?:(?:a|an|any|the|our) )?[\p{L}'’-]+(?: [\p{L}'’-]+)?)?$/u;

/** Whether a part of a sentence states something that the documents would have to bear out. */
function isRule(part: string, opener: string): boolean {
  const words = part.replace(/[.!?]+$/, "").trim();
  if (!readClaim(words).isStatement) return false;
  if (FIRM.test(opener)) return true;
  return !ASKS.test(words) && !(/^(?:,|and)$/i.test(opener) && ITEM.test(words));
}

/** Whether a sentence is about what the documents do not say, or that they disagree, and nothing else: it has nothing to cite. */
export function saysNotThere(sentence: string): boolean {
  if (/\b(?:but|however|usually|normally|still)\b|;/i.test(sentence)) return false;
  const found = NOT_SAID.map((one) => one.exec(sentence)).find((one) => one !== null);
  if (!found || (found[0].toLowerCase().endsWith("disagree") && /\d/.test(sentence))) return false;
  const [from, to] = [found.index, found.index + found[0].length];
  const cuts = [...sentence.matchAll(BREAKS)].map((cut) => ({ start: cut.index, end: cut.index + cut[0].length, words: cut[0].trim() }));
  const parts = [{ start: 0, end: 0, words: "" }, ...cuts].map((cut, at) => ({ opener: cut.words, start: cut.end, end: cuts[at]?.start ?? sentence.length }));
  const before = parts.filter(({ end }) => end <= from);
  const isAsked = ASKS.test(sentence);
  return (
    before.every(({ opener, start, end }) => isAsked || ABOUT.test(sentence.slice(start, end).trim()) || !isRule(sentence.slice(start, end), opener)) &&
    parts.filter(({ start }) => start >= to).every(({ opener, start, end }) => !isRule(sentence.slice(start, end), opener))
  );
}

/** True for an answer that begins by saying that there is none. */
export const beginsWithDecline = (text: string): boolean => text.replace(/[*_>#]/g, "").trim().toLowerCase().startsWith(NOT_IN_DOCUMENTS.toLowerCase().replace(/\.$/, ""));
