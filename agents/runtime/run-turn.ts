import { convertToModelMessages, createUIMessageStream, stepCountIs, type StepResult, ToolLoopAgent, type ToolLoopAgentSettings, type ToolSet, type UIMessageChunk } from "ai";
import { v7 } from "uuid";
import type { Tx } from "#db/client.ts";
import { ConnectionLostError, type Person, withRls, withSystem } from "#db/rls.ts";
import type { Runtime } from "#server/runtime.ts";
import { beginRun, finishRun, LONGEST_TURN_MS, recordToolCall, type RunEnd, type ToolCallRecord } from "#server/services/agent-runs/keep-ledger.ts";
import { refuseOverBudget } from "#server/services/agent-runs/refuse-over-budget.ts";
import { noteUnanswered } from "#server/services/knowledge/note-unanswered.ts";
import { type Agent, promptVersionOf } from "../agent.ts";
import type { MessageMetadata, MistyMessage } from "../contracts/messages.ts";
import { checkAnswer, type CheckedAnswer } from "./after-answer/check-answer.ts";
import { webCall } from "./after-answer/web-call.ts";
import { bindTools, type ToolResult } from "./bind-tools.ts";
import { describeContext, type PageView } from "./describe-context.ts";
import { endWhenKept } from "./end-when-kept.ts";
import { explainFailure, type TurnFailure } from "./failures.ts";
import { endOf } from "./end-of.ts";
import { maskPersonal, personalNames } from "./mask-personal.ts";
import { questionOf, recentMessages, textOf, withoutPassages, wordsAlone } from "./message-words.ts";
import { SilenceWatch, steadyModel } from "./steady-model.ts";

/** A model that says nothing for so long is given up (R2: a sentence within 35 s). */
const SILENCE_MS = 30_000;
/** How long the end of a turn is written again and again while the database is away, and the pause between. */
const WRITE_WITHIN_MS = 10_000;
const WRITE_AGAIN_MS = 500;

/** Who asks: a signed-in person, or the built-in person "command line" with a role. */
export interface Asker {
  kind: "person" | "command_line";
  person: Person;
}

export interface Turn {
  runtime: Runtime;
  agent: Agent;
  asker: Asker;
  /**
   * The messages up to and with the question. In a conversation a function that gives them: it calls
   * `openRun` in the transaction that saves the question, so that nobody asks between the two.
   */
  messages: MistyMessage[] | ((openRun: (tx: Tx) => Promise<void>) => Promise<MistyMessage[]>);
  /** Where the answer is saved; null outside a conversation. */
  conversationId: string | null;
  answerId: string;
  page: PageView | null;
  /** The host's: fires when the browser is gone, Stop was pressed or the server stops. */
  signal: AbortSignal;
  /** Saves the answer, whole or as far as it came. */
  save(answer: MistyMessage): Promise<void>;
  silenceMs?: number;
  /** How long a database that is away is waited for at the end. */
  keepWithinMs?: number;
}

/** How a turn ended. */
export interface TurnResult {
  runId: string;
  answer: MistyMessage;
  outcome: "completed" | "stopped" | "failed";
  results: ToolResult[];
  /** Every call that came back well, as the evidence has it. */
  calls: ToolCallRecord[];
  checked: CheckedAnswer;
  usage: { inputTokens: number; outputTokens: number };
}

/**
 * Runs one turn of an agent: context, tools with the asker's rights, the model's loop, the marks of its
 * numbers, the saved answer and the ledger. Gives the stream for the browser and what became of it.
 * Throws what `messages` throws, PAYMENT_REQUIRED when a budget is used up (the built-in model costs nothing and is
 * never stopped), and when the database is away before that; nothing is saved then. Once the
 * run is in the ledger, what goes wrong is a sentence in the answer.
 */
export async function runTurn(turn: Turn): Promise<{ stream: ReadableStream<UIMessageChunk>; finished: Promise<TurnResult> }> {
  const { runtime, agent, asker, signal } = turn;
  const { db, logger, models } = runtime;
  const { chat } = models;
  const startedAt = runtime.now();
  const began = performance.now();
  /** The runtime's clock may stand still (checks); what passes since the start is real. */
  const at = () => new Date(startedAt.getTime() + (performance.now() - began));
  const run = {
    id: v7(),
    userId: asker.kind === "person" ? asker.person.id : null,
    askedAs: asker.person.role,
    agentId: agent.id,
    conversationId: turn.conversationId,
    model: chat.id,
    provider: chat.provider,
    promptVersion: promptVersionOf(agent),
    startedAt,
  };
  /** The ledger is written in the asker's name; the command line has no row of its own to own it. */
  const inLedger = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => (asker.kind === "person" ? withRls(db, asker.person, work) : withSystem(db, "ledger of the command line", work));

  if (!chat.offline) await refuseOverBudget(db, run.userId, startedAt);
  const context = await withRls(db, asker.person, (tx) => describeContext(tx, startedAt, turn.page), { readOnly: true });
  const openRun = (tx: Tx) => beginRun(tx, run);
  const { messages: given } = turn;
  const messages = typeof given === "function" ? await given(openRun) : await inLedger(openRun).then(() => given);

  const calls: ToolCallRecord[] = [];
  const watch = new SilenceWatch(turn.silenceMs ?? SILENCE_MS);
  const { signal: ended, release } = endOf([signal, watch.signal], LONGEST_TURN_MS);
  const web = agent.web && chat.webSearch ? { tools: chat.webSearch, instructions: agent.web.instructions } : null;
  const keep = async (call: ToolCallRecord) => {
    if (call.status === "succeeded") calls.push(call);
    span.step({ kind: "tool", name: call.tool, startedAt: call.startedAt, durationMs: call.durationMs, attributes: { "misty.status": call.status } });
    await inLedger((tx) => recordToolCall(tx, call)).catch((error: unknown) => logger.error({ err: error, runId: run.id }, "evidence was not kept"));
  };
  const { tools: bound, results } = bindTools(agent.tools, {
    db,
    person: asker.person,
    now: startedAt,
    runId: run.id,
    messageId: turn.conversationId === null ? null : turn.answerId,
    embedder: models.embedder,
    signal: ended,
    record: keep,
    onUnexpected: (error, tool) => logger.error({ err: error, tool, runId: run.id }, "a tool failed"),
  });

  const span = runtime.tracing.trace({ name: agent.id, runId: run.id, personId: run.userId, conversationId: run.conversationId, model: run.model, provider: run.provider, promptVersion: run.promptVersion });
  const tools = web?.tools ?? bound;
  let firstTokenAt: Date | null = null;
  let failure: TurnFailure | null = null;
  const usage = { inputTokens: 0, outputTokens: 0 };
  let stepCount = 0;
  const providerSaid: unknown[] = [];
  let lastStep: StepResult<ToolSet> | null = null;
  /** What the provider answered instead of an answer, until it gives one. */
  let refusal: unknown = null;
  let stepStartedAt = at();
  const fail = (error: unknown): string => {
    failure ??= explainFailure(error, chat, watch.limitMs / 1000);
    if (failure.state) models.report(failure.state);
    logger.warn({ err: error, code: failure.code, runId: run.id, model: chat.id }, "a turn failed");
    return failure.sentence;
  };
  const settings = {
    // Told by the stream as well; without this the SDK writes them to the console.
    onError: () => {},
    model: steadyModel(chat.model, {
      watch,
      onText() {
        firstTokenAt ??= at();
        refusal = null;
      },
      onRefusal: (error) => (refusal = error),
    }),
    instructions: `${web?.instructions ?? agent.instructions}\n\n${context}`,
    tools,
    stopWhen: stepCountIs(agent.maxSteps),
    maxOutputTokens: agent.maxOutputTokens,
    temperature: 0.1,
    maxRetries: 2,
    onStepFinish: (step: StepResult<ToolSet>) => {
      stepCount += 1;
      lastStep = step;
      providerSaid.push(step.providerMetadata);
      refusal = null;
      usage.inputTokens += step.usage.inputTokens ?? 0;
      usage.outputTokens += step.usage.outputTokens ?? 0;
      const { inputTokens = 0, outputTokens = 0 } = step.usage;
      span.step({ kind: "generation", name: chat.id, startedAt: stepStartedAt, durationMs: at().getTime() - stepStartedAt.getTime(), attributes: { "gen_ai.request.model": chat.id, "gen_ai.usage.input_tokens": inputTokens, "gen_ai.usage.output_tokens": outputTokens } });
      stepStartedAt = at();
    },
  } satisfies ToolLoopAgentSettings & { onError: () => void };
  const loop = new ToolLoopAgent(settings);

  const metadata = (more: MessageMetadata = {}): MessageMetadata => ({ runId: run.id, model: chat.id, offline: chat.offline, askedAt: startedAt.toISOString(), ...more });
  let settle: (result: TurnResult) => void = () => {};
  const finished = new Promise<TurnResult>((resolve) => {
    settle = resolve;
  });
  let checked: CheckedAnswer = { marks: [], passages: null, sources: null };
  let outcome: TurnResult["outcome"] = "completed";
  let text = "";
  const check = () => checkAnswer(agent, { text: text.trim(), results, question: textOf(messages.at(-1)), page: turn.page?.search ?? "", metadata: providerSaid });

  let tellKept: (isKept: boolean) => void = () => {};
  const kept = new Promise<boolean>((resolve) => {
    tellKept = resolve;
  });
  /** Writes what ends a turn, which may be written twice: a database that was started anew comes back. False when it did not. */
  const putAway = async (complaint: string, until: number, write: () => Promise<void>): Promise<boolean> => {
    for (;;) {
      try {
        await write();
        return true;
      } catch (error) {
        if (!(error instanceof ConnectionLostError) || performance.now() > until) {
          logger.error({ err: error, runId: run.id }, complaint);
          return false;
        }
        await new Promise((resolve) => setTimeout(resolve, WRITE_AGAIN_MS));
      }
    }
  };
  const close = async (answer: MistyMessage) => {
    const until = performance.now() + (turn.keepWithinMs ?? WRITE_WITHIN_MS);
    const end: RunEnd = { status: outcome, ...usage, stepCount, firstTokenAt, finishedAt: at(), errorCode: failure?.code ?? null, traceId: span.traceId };
    tellKept(await putAway("an answer was not saved", until, () => turn.save(withoutPassages(answer))));
    await putAway("a run was not closed", until, () => inLedger((tx) => finishRun(tx, run, end)));
    if (outcome === "completed" && checked.passages?.declined) await putAway("an unanswered question was not counted", until, () => noteUnanswered(db, { question: questionOf(messages, calls), askedBy: run.userId, now: startedAt }));
    const names = personalNames(results.map(({ block }) => block));
    const mask = (said: string) => (runtime.env.TRACE_PERSONAL_DATA === "on" ? said : maskPersonal(said, names));
    span.end({ outcome, question: mask(textOf(messages.at(-1))), answer: mask(textOf(answer)), errorCode: end.errorCode, ...usage });
    settle({ runId: run.id, answer, outcome, results, calls, checked, usage });
  };

  const stream = createUIMessageStream<MistyMessage>({
    originalMessages: messages,
    generateId: () => turn.answerId,
    onError: fail,
    async execute({ writer }) {
      writer.write({ type: "start", messageId: turn.answerId, messageMetadata: metadata() });
      try {
        const history = await convertToModelMessages(agent.recalls === "words" ? wordsAlone(recentMessages(messages)) : recentMessages(messages), { tools, ignoreIncompleteToolCalls: true });
        const answer = await loop.stream({ messages: history, abortSignal: ended });
        let last: unknown;
        /** Also told of tool calls that make no sense, which the model may still mend. */
        const explain = (error: unknown) => explainFailure((last = error), chat, watch.limitMs / 1000).sentence;
        for await (const chunk of answer.toUIMessageStream<MistyMessage>({ sendStart: false, sendFinish: false, sendReasoning: false, onError: explain })) {
          // Said as a sentence in the metadata, beside what was written until then.
          if (chunk.type === "error" && !ended.aborted) fail(last);
          if (chunk.type === "error" || chunk.type === "abort") continue;
          if (chunk.type === "text-delta") text += chunk.delta;
          if (chunk.type === "text-end") text += "\n\n";
          writer.write(chunk);
        }
      } catch (error) {
        if (!ended.aborted) fail(error);
      }
      watch.rest();
      release();
      if (!failure && ended.aborted && !signal.aborted) {
        if (watch.signal.aborted) fail(refusal ?? watch.signal.reason);
        else failure = { code: "timed_out", sentence: `The answer was not ready after ${LONGEST_TURN_MS / 60_000} minutes, so it was ended. Nothing was changed. Ask for less at once.` };
      }
      if (!failure && !signal.aborted && lastStep?.finishReason === "length") failure = { code: "too_long", sentence: "The answer became too long and was cut off. Ask for less at once." };
      // Words before a look-up announce it; they are no answer.
      if (!failure && !signal.aborted && (text.trim() === "" || (lastStep?.toolCalls.length ?? 0) > 0)) failure = { code: "unreadable", sentence: stepCount >= agent.maxSteps ? "The model went on looking things up without answering, so it was stopped. Ask in a simpler way." : "The model gave no answer. Ask again, perhaps in other words." };
      // A provider that answers again is no longer gone.
      if (!failure && !chat.offline && text !== "") models.report({ state: "ok", notice: null });
      outcome = failure ? "failed" : signal.aborted ? "stopped" : "completed";
      checked = await check();
      if (checked.sources?.kind === "web") await keep(webCall(checked.sources, { runId: run.id, messageId: turn.conversationId === null ? null : turn.answerId, startedAt, durationMs: at().getTime() - startedAt.getTime() }));
      if (checked.marks.length > 0) writer.write({ type: "data-numbers", id: "numbers", data: { marks: checked.marks } });
      if (checked.passages) writer.write({ type: "data-passages", id: "passages", data: checked.passages });
      if (checked.sources) writer.write({ type: "data-sources", id: "sources", data: checked.sources });
      const notice = failure?.sentence ?? (outcome === "stopped" ? "Stopped. What was written until then is kept." : undefined);
      writer.write({ type: "finish", messageMetadata: metadata({ outcome, ...(notice === undefined ? {} : { notice }) }) });
    },
    onFinish: ({ responseMessage }) => close({ ...responseMessage, id: turn.answerId }),
  });
  // The second reader sees it to its end, so that the answer is saved also when the browser has gone.
  const [forAsker, forKeeping] = stream.tee();
  void forKeeping.pipeTo(new WritableStream()).catch(async (error: unknown) => {
    // The SDK could not put its own parts together: the words are kept, and nobody waits for ever.
    const notice = fail(error);
    outcome = "failed";
    release();
    checked = await check();
    const said: MistyMessage["parts"] = text.trim() === "" ? [] : [{ type: "text", text: text.trim() }];
    await close({ id: turn.answerId, role: "assistant", parts: checked.passages ? [...said, { type: "data-passages", id: "passages", data: checked.passages }] : said, metadata: metadata({ outcome, notice }) });
  });
  return { stream: endWhenKept(forAsker, kept), finished };
}
