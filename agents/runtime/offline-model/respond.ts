import type { LanguageModelV3CallOptions } from "@ai-sdk/provider";
import { composeAnswer, sayEither, sayUnclear, sayWithExamples } from "./compose/compose.ts";
import { sayNames } from "./compose/say-names.ts";
import { answerFromOneTool, DOCUMENTS_TOOL, JAZZ_TOOL } from "./documents/answer-from-one-tool.ts";
import { asksWhy, foreignLanguage, type Refusal, refuse } from "./planning/guards.ts";
import { type NameQuestion, readNameQuestion } from "./planning/names-asked.ts";
import { asksOutsideTitle } from "./planning/outside-title.ts";
import { makePlan, MOST_CALLS } from "./planning/plan.ts";
import { type PlannedCall, readWorld, understandIn, type World } from "./planning/world.ts";
import { smallTalk } from "./planning/small-talk.ts";
import type { PastCall } from "./read-prompt.ts";
import { readPrompt } from "./read-prompt.ts";
import { readTools } from "./tools/profile.ts";
import { narrower } from "./tools/scope.ts";

/** What the model does next: call tools, or say something and be done. */
export type Reply = { kind: "call"; calls: PlannedCall[] } | { kind: "say"; text: string };

/** Longer questions are read up to here. */
const MOST_CHARACTERS = 4_000;

const REFUSALS: Record<Refusal["kind"], (said: string) => string> = {
  action: (said) => `I cannot do that ("${said}"): I only read the shop's figures. I write, send and change nothing.`,
  forecast: (said) => `I cannot look ahead ("${said}"): I only know what has happened, and I make no forecasts.`,
  advice: (said) => `I cannot give advice ("${said}"): I only report figures. You can ask me for those that help you decide.`,
  outside: (said) => `I cannot answer that: I have no data about "${said}".`,
  language: (said) => `I understand English only, and this looks like ${said}.`,
};

/** The SDK hands a call's input back in the schema's order and with its defaults. */
const isSame = (call: PastCall, planned: PlannedCall): boolean =>
  call.tool === planned.tool && Object.entries(planned.input).every(([key, value]) => JSON.stringify(call.input[key]) === JSON.stringify(value));

function answer(question: string, world: World, refused: readonly string[] = []): Reply | null {
  const whole = makePlan(question, world);
  // The rest of a question is only worth an answer when it is understood.
  if (refused.length > 0 && whole.kind !== "find" && (whole.kind !== "call" || whole.leftovers.length > 0)) return null;
  const plan = whole.kind === "call" ? { ...whole, leftovers: [...whole.leftovers, ...refused] } : whole;
  const made = world.prompt.now.calls;
  switch (plan.kind) {
    case "find":
    case "call": {
      const wanted = plan.kind === "find" ? plan.calls : plan.asks;
      const room = Math.max(0, MOST_CALLS - made.length);
      const open = wanted.filter((call) => !made.some((past) => isSame(past, call))).slice(0, room);
      if (open.length > 0) return { kind: "call", calls: open.map(({ tool, input }) => ({ tool, input })) };
      if (plan.kind === "find") return { kind: "say", text: sayUnclear({ kind: "unclear", words: [], notFound: [], near: null }, world) };
      const done = plan.asks.flatMap((ask) => {
        const call = made.find((past) => isSame(past, ask) && past.result !== null);
        return call ? [{ ask, call }] : [];
      });
      return { kind: "say", text: composeAnswer({ ...plan, asks: done.map(({ ask }) => ask) }, done.map(({ call }) => call), world) };
    }
    case "unclear":
      return { kind: "say", text: sayUnclear(plan, world) };
    case "future":
      return { kind: "say", text: sayWithExamples(`I cannot look ahead: ${plan.label} has not happened yet, and I make no forecasts.`, world) };
    case "either":
      return { kind: "say", text: sayEither(plan.choices, world) };
  }
}

const PARTS = /[,;.?!]?\s+(?:and|plus|also|as well as)\s+(?:also\s+)?|[;?!]\s+|\.\s+/i;

/** Of a question in parts, one of which cannot be answered by anyone here: what is left, and what is not answered. */
function answerRest(question: string, knows: (stem: string) => boolean, world: World): Reply | null {
  const parts = question.split(PARTS).map((part) => part.replace(/[?!.,;\s]+$/, "").trim()).filter(Boolean);
  const isRefused = (part: string) => refuse(part, knows);
  const refused = parts.filter((part) => isRefused(part) !== null);
  const rest = parts.filter((part) => isRefused(part) === null);
  if (rest.length === 0 || refused.length === 0 || refused.some((part) => isRefused(part)?.kind === "action")) return null;
  const reply = answer(rest.join(" and "), world, refused);
  return reply?.kind === "say" && world.prompt.now.calls.length === 0 ? null : reply;
}

/** A question for a name itself: the finder is asked, and its result is the answer. */
function answerName(asked: NameQuestion, world: World): Reply {
  const done = world.prompt.now.calls.find((past) => isSame(past, asked.call) && past.result !== null);
  return done ? { kind: "say", text: sayNames(asked, done) } : { kind: "call", calls: [asked.call] };
}

function respondTo(options: Pick<LanguageModelV3CallOptions, "prompt" | "tools" | "toolChoice">, today: string): Reply {
  const prompt = readPrompt(options.prompt);
  const tools = options.toolChoice?.type === "none" ? [] : readTools(options.tools);
  const world = readWorld(prompt, tools, prompt.context.today ?? today);
  const question = prompt.now.question.slice(0, MOST_CHARACTERS).trim();
  if (prompt.now.answer.trim() !== "" && prompt.now.calls.length === 0) return { kind: "say", text: "" };
  const lookUp = [DOCUMENTS_TOOL, JAZZ_TOOL].find((name) => tools.some((tool) => tool.name === name));
  if (lookUp) return answerFromOneTool(lookUp, { ...prompt, now: { ...prompt.now, question } });
  const language = foreignLanguage(question);
  if (language) return { kind: "say", text: sayWithExamples(REFUSALS.language(language), world) };
  const talk = smallTalk(question);
  if (talk) return { kind: "say", text: sayWithExamples(talk, world) };
  const why = asksWhy(question);
  const frame = understandIn(world, question);
  // A word of a tool that is about something narrower excuses nothing: only reviews are about delivery.
  const inScope = tools.filter((tool) => narrower(tool, frame) === null);
  const knows = (word: string) => inScope.some((tool) => tool.terms.has(word));
  const refusal = refuse(question, knows);
  const title = refusal?.kind === "outside" ? asksOutsideTitle(question, refusal.said, world) : false;
  if (typeof title === "object") return { kind: "call", calls: [title] };
  const rest = refusal && !title ? answerRest(question, knows, world) : null;
  if (rest) return rest;
  if (refusal && !title) return { kind: "say", text: sayWithExamples(REFUSALS[refusal.kind](refusal.said), world) };
  if (why && !inScope.some((tool) => tool.opening.includes("why"))) return { kind: "say", text: sayWithExamples("I cannot explain causes: I only report figures. Ask me to compare two periods, or for the figures by day, genre or label, to see where something changed.", world) };
  const name = readNameQuestion(question, world);
  return name ? answerName(name, world) : (answer(question, world) ?? { kind: "say", text: "I could not understand that." });
}

/**
 * What the offline model does with a prompt. Depends on the prompt and the tools alone; `today` is
 * used where the prompt names no day. Never throws: what goes wrong inside is said as a sentence.
 */
export function respond(options: Pick<LanguageModelV3CallOptions, "prompt" | "tools" | "toolChoice">, today: string): Reply {
  try {
    return respondTo(options, today);
  } catch {
    return { kind: "say", text: "I could not make sense of that question. Ask it in other words, for example for one figure and one period." };
  }
}
