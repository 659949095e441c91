import { NOT_IN_DOCUMENTS } from "#agents/contracts/citations.ts";

const SAYS = "(?:say|says|mention|mentions|cover|covers|state|states|contain|contains|name|names|tell|tells|answer|answers|give|gives|describe|describes|explain|explains|specify|specifies)";
const THINGS = "(?:documents?|passages?)";
/** That the documents do not say something; a rule about documents ("must not leave the office") is another thing. */
const NOT_SAID = [
  new RegExp(`\\b${THINGS} (?:do|does|did)(?: not|n['’]t) ${SAYS}\\b`, "i"),
  new RegExp(`\\b(?:no|none of (?:our|the|these)) ${THINGS} ${SAYS}\\b`, "i"),
  new RegExp(`\\b(?:not|nothing|nowhere)\\b(?: \\S+){0,6} in (?:our|the|these) ${THINGS}\\b`, "i"),
];
/** That two of them say different things; which, their own sentences say. The first is how the built-in model says it, with their names. */
const OWN_DISAGREE = /^Two documents disagree about [^:]+: /;
const DISAGREE = new RegExp(`\\b${THINGS}\\b.{0,20}\\b(?:disagree|contradict)\\b`, "i");

/** Whether a sentence is about what the documents do not say, or that they disagree, and nothing else: it has nothing to cite. */
export const saysNotThere = (sentence: string): boolean =>
  (NOT_SAID.some((one) => one.test(sentence)) && !/\b(?:but|however|usually|normally|still)\b|;/i.test(sentence)) || OWN_DISAGREE.test(sentence) || (DISAGREE.test(sentence) && !/\d/.test(sentence));

/** True for an answer that begins by saying that there is none. */
export const beginsWithDecline = (text: string): boolean => text.replace(/[*_>#]/g, "").trim().toLowerCase().startsWith(NOT_IN_DOCUMENTS.toLowerCase().replace(/\.$/, ""));
