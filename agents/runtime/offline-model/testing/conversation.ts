import type { LanguageModelV3FunctionTool, LanguageModelV3Message, LanguageModelV3Prompt } from "@ai-sdk/provider";
import { asSchema } from "ai";
import { TOOLS } from "#agents/catalog.ts";
import { nameKey, nameLikeness } from "../language/fuzzy.ts";
import { type Reply, respond } from "../respond.ts";

/** The tools as the offline model is given them. */
export async function shopTools(): Promise<LanguageModelV3FunctionTool[]> {
  return Promise.all(Object.entries(TOOLS).map(async ([name, tool]) => ({ type: "function" as const, name, description: tool.description, inputSchema: await asSchema(tool.input).jsonSchema })));
}

export const TODAY = "2026-06-30"; // a Tuesday

/** What the program says beside the instructions; like the demo shop's. */
export const CONTEXT = {
  today: TODAY,
  weekday: "Tuesday",
  timeZone: "Europe/Berlin",
  currency: "EUR",
  shop: "Blue Train Records",
  firstOrderDay: "2023-07-01",
  lastOrderDay: "2026-06-30",
  page: null as { path: string; title: string; from?: string; to?: string; label?: string } | null,
  genres: ["Bebop", "Bossa nova", "Cool jazz", "Free jazz", "Fusion", "Hard bop", "Modal", "Soul jazz", "Swing", "Vocal"],
  labels: ["Blue Note", "ECM", "Impulse!", "Prestige", "Riverside", "Verve", "Columbia", "Atlantic"],
  channels: ["bandcamp", "discogs", "shop", "web"],
  events: [
    { day: "2026-04-18", name: "Record Store Day" },
    { day: "2025-04-12", name: "Record Store Day" },
  ],
};

const NAMES: readonly { kind: string; name: string }[] = [
  { kind: "artist", name: "Miles Davis" },
  { kind: "artist", name: "John Coltrane" },
  { kind: "artist", name: "Charles Mingus" },
  { kind: "artist", name: "Ella Fitzgerald" },
  { kind: "artist", name: "Weather Report" },
  { kind: "artist", name: "Bill Evans" },
  { kind: "album", name: "Kind of Blue" },
  { kind: "album", name: "Blue Train" },
  { kind: "album", name: "A Love Supreme" },
  { kind: "album", name: "Heavy Weather" },
  { kind: "album", name: "Mingus Ah Um" },
  { kind: "album", name: "Moanin'" },
  { kind: "album", name: "Time Out" },
  { kind: "customer", name: "Anna Schmidt" },
  { kind: "customer", name: "Jonas Weber" },
  { kind: "label", name: "Blue Note" },
  { kind: "genre", name: "Hard bop" },
];

/** Hits as the finder's JSON has them, by plain likeness over a short list: the database does this better. */
export function findByHand(text: string): string {
  const words = nameKey(text).split(" ");
  const hits = NAMES.map((entry) => {
    const own = nameKey(entry.name).split(" ");
    const isPart = words.every((word) => own.includes(word));
    return { ...entry, similarity: Math.max(nameLikeness(entry.name, text), isPart ? 0.85 : 0) };
  })
    .filter(({ similarity }) => similarity >= 0.4)
    .sort((a, b) => b.similarity - a.similarity);
  return JSON.stringify({ title: `Names like "${text}"`, columns: ["kind", "name", "similarity"], units: ["text", "text", "percent"], rows: hits.map(({ kind, name, similarity }) => [kind, name, similarity.toFixed(2)]) });
}

export interface Said {
  question: string;
  calls?: { tool: string; input: Record<string, unknown>; result: string; described?: string; isError?: boolean }[];
  answer?: string;
}

/** A conversation as the SDK hands it to a model. */
export function promptOf(turns: readonly Said[], context: unknown = CONTEXT): LanguageModelV3Prompt {
  const prompt: LanguageModelV3Message[] = [{ role: "system", content: `You are the analyst.\n<context>${JSON.stringify(context)}</context>` }];
  for (const [turn, { question, calls = [], answer }] of turns.entries()) {
    prompt.push({ role: "user", content: [{ type: "text", text: question }] });
    for (const [index, call] of calls.entries()) {
      const toolCallId = `call-${turn}-${index}`;
      prompt.push({ role: "assistant", content: [{ type: "tool-call", toolCallId, toolName: call.tool, input: call.input }] });
      prompt.push({
        role: "tool",
        content: [{ type: "tool-result", toolCallId, toolName: call.tool, output: call.isError ? { type: "error-text", value: call.result } : { type: "text", value: call.result, ...(call.described ? { providerOptions: { misty: { described: call.described } } } : {}) } }],
      });
    }
    if (answer !== undefined) prompt.push({ role: "assistant", content: [{ type: "text", text: answer }] });
  }
  return prompt;
}

/** What the model does with a question once names are found: the calls, or what it says. */
export function decide(tools: LanguageModelV3FunctionTool[], turns: readonly Said[], { context = CONTEXT, finder = "findNames" }: { context?: unknown; finder?: string } = {}): Reply {
  const said = turns.map((turn) => ({ ...turn, calls: [...(turn.calls ?? [])] }));
  const now = said.at(-1);
  for (let step = 0; step < 4; step += 1) {
    const reply = respond({ prompt: promptOf(said, context), tools }, TODAY);
    if (reply.kind === "say" || !now || reply.calls.some(({ tool }) => tool !== finder)) return reply;
    now.calls.push(...reply.calls.map((call) => ({ ...call, result: findByHand(String(Object.values(call.input)[0])) })));
  }
  return { kind: "say", text: "The names were asked for again and again." };
}

/** "tool{a=1,b=x}; tool{}" for a table of expectations. */
export const show = (reply: Reply): string =>
  reply.kind === "say"
    ? `SAY ${reply.text.split("\n")[0] ?? ""}`
    : reply.calls.map(({ tool, input }) => `${tool}{${Object.entries(input).map(([key, value]) => `${key}=${Array.isArray(value) ? value.join("+") : String(value)}`).join(",")}}`).join("; ");
