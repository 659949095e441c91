import type { DateContext } from "../dates/range-rules.ts";
import type { ReadPrompt } from "../read-prompt.ts";
import type { ToolProfile } from "../tools/profile.ts";
import type { Frame, NameSaid } from "../understand/frame.ts";
import { readVocabulary, understand, type Vocabulary } from "../understand/understand.ts";
import { foundInTurn, type NameHit } from "./found-names.ts";
import { lastDays } from "./follow-up.ts";
import { placeNames } from "./titles.ts";

export interface PlannedCall {
  tool: string;
  input: Record<string, unknown>;
}

/** One call with what its answer is for. */
export interface Ask extends PlannedCall {
  frame: Frame;
  rowNames: NameSaid[];
  /** Days that were named, or taken from the page or the conversation. */
  hasDays: boolean;
}

/** What a question is read against: the tools, the days, the conversation, and the names found so far. */
export interface World {
  tools: ToolProfile[];
  vocabulary: Vocabulary;
  dateContext: DateContext;
  prompt: ReadPrompt;
  finder: ToolProfile | undefined;
  found: Map<string, NameHit[]>;
}

export function readWorld(prompt: ReadPrompt, tools: ToolProfile[], today: string): World {
  const finder = tools.find((tool) => tool.isFinder);
  const dateContext: DateContext = { today, firstDay: prompt.context.firstDay, events: prompt.context.events, page: prompt.context.page, last: lastDays(prompt.past, tools) };
  return { tools, vocabulary: readVocabulary(tools), dateContext, prompt, finder, found: foundInTurn(finder, prompt.now.calls) };
}

/** A question read against this world; names of several words that the finder gave are taken as wholes. */
export function understandIn(world: World, question: string): Frame {
  const { names, currency } = world.prompt.context;
  const hits = [...world.found.values()].flat();
  return understand(question, { dateContext: world.dateContext, names, vocabulary: world.vocabulary, currency, place: (tokens) => (hits.length > 0 ? placeNames(tokens, hits, names) : []) });
}
