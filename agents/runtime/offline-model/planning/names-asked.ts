import { FUNCTION_WORDS } from "../language/thesaurus.ts";
import { tokenise } from "../language/words.ts";
import type { PlannedCall, World } from "./world.ts";

/** A question for a name itself: whether the shop knows it, or how it is written. */
export interface NameQuestion {
  text: string;
  /** What it is asked to be the name of. */
  kind: string | null;
  asksSpelling: boolean;
  call: PlannedCall;
}

const LEAD = "(?:(?:so|and|hey|hi|hello|ok|please|pls|well|misty|just|also|thanks|quick question|can you tell me|could you tell me|do you know|tell me|if|whether) )*";
const WE = "(?:we|you|the shop|the store|our shop|i)";
const ONE = "(?<kind>[a-z]+)";
const CALLED = "(?:called|named|by the name(?: of)?|that is called|who is called|with the name|that goes by)";

const SPELLING = [
  new RegExp(`^${LEAD}(?:how|what way) (?:do|does|would|should|is it that) (?:we|you|i|one|people) (?:correctly |properly )?(?:spell|write)(?: (?:the )?(?:name(?: of)?))? (?<rest>.+)$`),
  new RegExp(`^${LEAD}how (?:is|are) (?<rest>.+?) (?:correctly |properly )?(?:spelled|spelt|written)$`),
  new RegExp(`^${LEAD}(?:what is |what's |whats )?(?:the )?(?:correct |right |proper |exact )?spelling (?:of|for) (?<rest>.+)$`),
];
const KNOWN = [
  new RegExp(`^${LEAD}(?:is|are|was) there (?:a|an|any|some|also)? ?(?:record )?${ONE}s? ${CALLED} (?<rest>.+)$`),
  new RegExp(`^${LEAD}(?:do|does|have) ${WE} (?:have|know|carry|stock|got|keep|list|sell|offer) (?:a|an|any|some|the)? ?(?:record )?${ONE}s? ${CALLED} (?<rest>.+)$`),
  new RegExp(`^${LEAD}(?:do|does) ${WE} (?:even |actually |also |still )?(?:carry|stock|know|keep|sell|offer|list)(?: (?:any|some|an?))?(?: (?:records?|albums?|lps?|titles?|things?|anything|something|music|vinyl))?(?: (?:by|from|of|on))? (?<rest>.+)$`),
  new RegExp(`^${LEAD}(?:do|does) ${WE} have (?:anything|something|any (?:records?|albums?|lps?|titles?)) (?:by|from) (?<rest>.+)$`),
  new RegExp(`^${LEAD}(?:which|what|any) ${ONE}s? (?:is|are|do we have|is there) ${CALLED}(?: something)?(?: like)? (?<rest>.+)$`),
  new RegExp(`^${LEAD}(?:is|was) (?<rest>.+?) (?:a|an|one of our) (?<kind>[a-z]+)s?(?: or (?:a |an )?[a-z]+)*(?: (?:we|you) (?:know|have|carry|stock))?$`),
  new RegExp(`^${LEAD}(?:does|is) (?:the )?name (?<rest>.+?) (?:mean|ring|known|exist|in)\\b.*$`),
  new RegExp(`^${LEAD}does (?:the |a |an )?(?:record )?(?:${ONE} )?(?<rest>.+?) exist$`),
];
const TAIL = /(?: (?:or (?:something|so|similar)(?: like that)?|in (?:our|the|your) (?:shop|store|system|data|database|books|catalogue|catalog|records|files)|with us|here|please|pls|plz|thanks|thx|at all|or not|by any chance|correctly|properly|again|exactly|then))+$/;
const HEAD = /^(?:(?:the|a|an|our|that|this|some|[a-z]{3,}(?:ese|ian|ish|can)(?= [a-z]+(?:ist|er|or|ian) )|pianist|saxophonist|trumpeter|drummer|singer|guitarist|bassist|player|musician|artist|band|musician|album|record|title|label|genre|customer|name|called|named) )+(?=.)/;

/** The finder's own word for a kind, or null. */
function kindIn(world: World, word: string | undefined): { param: string; value: string } | null {
  const param = world.finder?.params.find((candidate) => candidate.role === "choice" && candidate.values.length > 1);
  const said = { band: "artist", musician: "artist", player: "artist", record: "album", title: "album", lp: "album", style: "genre", client: "customer", buyer: "customer", person: "customer" }[word ?? ""] ?? word;
  const value = param?.values.find((candidate) => candidate.value === said)?.value;
  return param && typeof value === "string" ? { param: param.name, value } : null;
}

/** The name that a question asks for, or null when it asks for something else. */
export function readNameQuestion(question: string, world: World): NameQuestion | null {
  const { finder } = world;
  const textParam = finder?.params.find((param) => param.role === "name" && param.isRequired) ?? finder?.params.find((param) => param.role === "name");
  if (!finder || !textParam) return null;
  const tokens = tokenise(question);
  const lows = tokens.map((token) => token.low);
  const whole = lows.join(" ");
  const spelled = SPELLING.map((pattern) => pattern.exec(whole)).find((match) => match !== null);
  const match = spelled ?? KNOWN.map((pattern) => pattern.exec(whole)).find((found) => found !== null);
  const groups = match?.groups ?? {};
  const rest = groups["rest"]?.replace(TAIL, "");
  if (!match || !rest || /\b(?:in stock|on hand|left|how many|how much|more than|less than|most|best)\b/.test(rest)) return null;
  const before = HEAD.exec(rest)?.[0] ?? "";
  const name = rest.slice(before.length);
  const kind = kindIn(world, groups["kind"] ?? before.trim().split(" ").at(-1));
  // "Is revenue a problem" asks for no name: a kind must be said there, or a verb of keeping.
  if (groups["kind"] !== undefined && !kind) return null;
  const words = name.split(" ");
  if (words.length > 7 || words.every((word) => FUNCTION_WORDS.has(word)) && words.length < 2) return null;
  const start = ` ${whole} `.lastIndexOf(` ${name} `);
  const from = start <= 0 ? 0 : whole.slice(0, start).trim().split(" ").filter(Boolean).length;
  const text = tokens.slice(from, from + words.length).map((token) => token.text).join(" ");
  return { text, kind: kind?.value ?? null, asksSpelling: spelled !== undefined, call: { tool: finder.name, input: { [textParam.name]: text, ...(kind ? { [kind.param]: kind.value } : {}) } } };
}
