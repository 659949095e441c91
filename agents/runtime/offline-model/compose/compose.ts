import type { PastCall } from "../read-prompt.ts";
import type { Plan } from "../planning/plan.ts";
import type { Ask, World } from "../planning/world.ts";
import type { ToolProfile } from "../tools/profile.ts";
import { leadAcross, leadOf, sayMissing } from "./lead.ts";
import { readResult, renderResult } from "./read-result.ts";

/** "a, b and c". */
const sayList = (words: readonly string[], join = "and"): string => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${join} ${words.at(-1)}`);

const firstSentence = (text: string): string => (/^.*?[.;:!?](?=\s|$)/.exec(text)?.[0] ?? text).replace(/[.;:]$/, "").replace(/\s*\([^()]*\)/g, "").trim();
const lowerFirst = (text: string): string => (/^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

/** What the tools can do, in their own words, as a list. */
export function sayAbilities(tools: readonly ToolProfile[], most = 8): string {
  const lines = tools.filter((tool) => !tool.isFinder && tool.does).map((tool) => firstSentence(tool.does)).filter((line) => line.length > 3 && line.length < 220);
  const shown = lines.slice(0, most).map((line) => `- ${line.charAt(0).toUpperCase()}${line.slice(1)}`);
  return shown.join("\n");
}

const OFFLINE = "This is the built-in offline model: it reads plain English questions and answers from the program's own queries only.";

/** Whether this is the conversation's first answer. */
const isFirst = (world: World): boolean => world.prompt.past.every((turn) => turn.answer.trim() === "");

const withOffline = (text: string, world: World): string => (isFirst(world) ? `${text}\n\n_${OFFLINE}_` : text);

/** Names of the parameters that hold days, for the remark about days nobody named. */
const takesDays = (tool: ToolProfile | undefined): boolean => tool?.params.some((param) => param.role === "from") ?? false;

function sayOne(ask: Ask, call: PastCall, isOneOfMany: boolean): string {
  if (call.isError) return call.result ?? "That did not work.";
  const read = call.result === null ? null : readResult(call.result);
  // A list that does not hold what was asked for is no answer.
  const missing = read === null ? null : sayMissing(ask, read);
  if (missing) return missing;
  const lead = leadOf(ask, read, isOneOfMany);
  const words = call.described ?? renderResult(call.result ?? "");
  return [lead, words].filter((part) => part !== null && part.trim() !== "").join("\n\n") || "There is nothing to show.";
}

function sayDefaultDays(asks: readonly Ask[], calls: readonly PastCall[], world: World): string | null {
  for (const [index, ask] of asks.entries()) {
    const call = calls[index];
    if (ask.hasDays || !call || call.isError || call.result === null || !takesDays(world.tools.find((tool) => tool.name === ask.tool))) continue;
    const period = readResult(call.result)?.period;
    if (period) return `You named no period, so this is ${lowerFirst(period)}.`;
  }
  return null;
}

/** The answer, made of what the tools gave. No figure in it comes from anywhere else. */
export function composeAnswer(plan: Extract<Plan, { kind: "call" }>, calls: readonly PastCall[], world: World): string {
  const parts = plan.asks.map((ask, index) => {
    const call = calls[index];
    return call ? sayOne(ask, call, plan.asks.length > 1) : "One part was left out, because that would be too many look-ups for one question.";
  });
  const failed = calls.length > 0 && calls.every((call) => call.isError);
  const leftovers = plan.leftovers.length > 0 ? `I could not answer this part: ${sayList(plan.leftovers.map((part) => `"${part}"`))}.` : null;
  const remarks = [failed ? null : sayDefaultDays(plan.asks, calls, world), ...plan.remarks].filter((remark) => remark !== null && remark !== "");
  const across = leadAcross(plan.asks, calls.map((call) => (call.isError || call.result === null ? null : readResult(call.result))));
  const text = [across, ...new Set(parts), remarks.join(" "), leftovers].filter((part) => part !== null && part !== "").join("\n\n");
  return withOffline(text, world);
}

/** An answer without a tool: what was not understood and what can be asked. */
export function sayUnclear(plan: Extract<Plan, { kind: "unclear" }>, world: World): string {
  if (world.tools.length === 0) return withOffline("I cannot answer that: I was given nothing to look things up with.", world);
  const notFound = plan.notFound.length > 0 ? `I could not find ${sayList(plan.notFound.map((word) => `"${word}"`), "or")} in the data, and know no other meaning for ${plan.notFound.length === 1 ? "it" : "them"}.` : null;
  const unknown = plan.words.length > 0 ? `I cannot answer that: I do not know what to do with ${sayList(plan.words.slice(0, 5).map((word) => `"${word}"`))}${plan.near ? " there" : ""}.` : null;
  const near = plan.near ? `The nearest I have is: ${lowerFirst(firstSentence(plan.near.does))}.` : null;
  const head = [notFound ?? unknown ?? (plan.near ? "I cannot answer exactly that." : "I could not understand that."), notFound ? null : near].filter(Boolean).join(" ");
  return withOffline(`${head}\n\nThings I can answer:\n\n${sayAbilities(world.tools, 6)}`, world);
}

export function sayEither(choices: readonly { tool: ToolProfile }[], world: World): string {
  return withOffline(`That can mean more than one thing: ${sayList(choices.map(({ tool }) => `"${lowerFirst(firstSentence(tool.does))}"`), "or")}. Which one do you mean?`, world);
}

export const sayWithExamples = (text: string, world: World): string => withOffline(`${text}${world.tools.length > 0 ? `\n\nWhat I can answer:\n\n${sayAbilities(world.tools)}` : ""}`, world);
