import { nameKey } from "../language/fuzzy.ts";
import { FUNCTION_WORDS } from "../language/thesaurus.ts";
import { finderCall } from "./found-names.ts";
import { type PlannedCall, understandIn, type World } from "./world.ts";
import { stretchAround } from "./titles.ts";

/**
 * A word that is no topic of the shop may stand in a title: "song for my father". Gives the call
 * that asks for the title, true when it stands in one that was found, false when it is the topic.
 */
export function asksOutsideTitle(question: string, word: string, world: World): PlannedCall | boolean {
  if (!world.finder) return false;
  const frame = understandIn(world, question);
  const at = frame.tokens.findIndex((token) => token.low === word);
  if (at < 0) return false;
  if (frame.names.some((name) => name.kind !== null && name.start <= at && at < name.end)) return true;
  const { text, words } = stretchAround(frame, at);
  const content = words.filter((other) => !FUNCTION_WORDS.has(other));
  if (content.length < 2 || world.found.has(nameKey(text))) return false;
  return finderCall(world.finder, { start: at, end: at + 1, said: text, name: text, kind: null, hint: null, isCertain: false });
}
