import { LangfuseClient } from "@langfuse/client";
import { LangfuseSpanProcessor } from "@langfuse/otel";
import { type Attributes, ROOT_CONTEXT, type Span, SpanStatusCode, trace, type Tracer } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { BatchSpanProcessor, NodeTracerProvider, type ReadableSpan, type SpanExporter, type SpanProcessor } from "@opentelemetry/sdk-trace-node";
import type { Env } from "#server/env.ts";
import type { Logger } from "#server/logger.ts";

/** What a turn tells when it is over. Texts come masked, or whole where a setting says so. */
export interface TurnTrace {
  outcome: string;
  question: string;
  answer: string;
  errorCode: string | null;
  inputTokens: number;
  outputTokens: number;
}

/** A step inside a turn, told when it is over. */
export interface StepTrace {
  kind: "tool" | "generation";
  name: string;
  startedAt: Date;
  durationMs: number;
  attributes?: Attributes;
}

/** The trace of one turn. */
export interface TurnSpan {
  /** Null when nothing is traced. */
  traceId: string | null;
  step(step: StepTrace): void;
  end(turn: TurnTrace): void;
}

/** Traces of agent runs. Never on the way of an answer: spans are kept in a bounded buffer and sent by the side. */
export interface Tracing {
  readonly targets: readonly ("langfuse" | "langsmith")[];
  trace(turn: { name: string; runId: string; personId: string | null; conversationId: string | null; model: string; provider: string; promptVersion: string }): TurnSpan;
  /** Thumbs, as a score of the trace. */
  score(traceId: string | null, wasHelpful: boolean | null): void;
  /** Spans that found no room, or no server, since the start. */
  readonly dropped: number;
  /** Sends what waits, for at most two seconds. */
  stop(): Promise<void>;
}

const SEND_TIMEOUT_MS = 5_000;
const STOP_MS = 2_000;
/** Spans that wait at most while a trace server is slow or dead; newer ones are dropped and counted. */
const BUFFER = 2_048;

const NOTHING: TurnSpan = { traceId: null, step: () => {}, end: () => {} };

/** Counts what its exporter could not send. */
function counting(exporter: SpanExporter, lose: (spans: number, error: Error | undefined) => void): SpanExporter {
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (Number(result.code) !== 0) lose(spans.length, result.error);
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}

/** A processor with at most `BUFFER` spans on their way; more are dropped and counted. */
function bounded(processor: SpanProcessor, isFull: () => boolean, drop: () => void, enter: () => void): SpanProcessor {
  return {
    onStart: (span, context) => processor.onStart(span, context),
    onEnd(span: ReadableSpan) {
      if (isFull()) return drop();
      enter();
      processor.onEnd(span);
    },
    forceFlush: () => processor.forceFlush(),
    shutdown: () => processor.shutdown(),
  };
}

/** Traces to Langfuse and LangSmith, each where its key is set; without any, nothing is made and nothing costs. */
export function createTracing(env: Env, logger: Logger): Tracing {
  const targets: Tracing["targets"][number][] = [];
  const processors: SpanProcessor[] = [];
  let dropped = 0;
  let warned = false;
  const watched = (target: Tracing["targets"][number], make: (exporter: (inner: SpanExporter) => SpanExporter) => SpanProcessor) => {
    let onTheWay = 0;
    const leave = (spans: number) => {
      onTheWay = Math.max(0, onTheWay - spans);
    };
    const wrap = (inner: SpanExporter): SpanExporter => {
      const counted = counting(inner, (spans, error) => {
        dropped += spans;
        if (!warned) logger.warn({ target, err: error }, "traces could not be sent; they are dropped and counted from now on");
        warned = true;
      });
      return { ...counted, export: (spans, done) => counted.export(spans, (result) => { leave(spans.length); done(result); }) };
    };
    const processor = make(wrap);
    targets.push(target);
    processors.push(bounded(processor, () => onTheWay >= BUFFER, () => { dropped += 1; }, () => { onTheWay += 1; }));
  };

  const { LANGFUSE_PUBLIC_KEY: publicKey, LANGFUSE_SECRET_KEY: secretKey, LANGFUSE_BASE_URL: baseUrl, LANGSMITH_API_KEY: apiKey } = env;
  let scores: LangfuseClient | null = null;
  if (publicKey && secretKey) {
    scores = new LangfuseClient({ publicKey, secretKey, baseUrl });
    const authorization = `Basic ${Buffer.from(`${publicKey}:${secretKey}`).toString("base64")}`;
    watched("langfuse", (wrap) => {
      const exporter = wrap(new OTLPTraceExporter({ url: `${baseUrl.replace(/\/$/, "")}/api/public/otel/v1/traces`, headers: { Authorization: authorization }, timeoutMillis: SEND_TIMEOUT_MS }));
      return new LangfuseSpanProcessor({ publicKey, secretKey, baseUrl, exporter, mediaUploadEnabled: false, shouldExportSpan: () => true });
    });
  }
  if (apiKey) {
    watched("langsmith", (wrap) => {
      const exporter = wrap(new OTLPTraceExporter({ url: `${env.LANGSMITH_ENDPOINT.replace(/\/$/, "")}/otel/v1/traces`, headers: { "x-api-key": apiKey, "Langsmith-Project": env.LANGSMITH_PROJECT }, timeoutMillis: SEND_TIMEOUT_MS }));
      return new BatchSpanProcessor(exporter, { maxQueueSize: BUFFER, exportTimeoutMillis: SEND_TIMEOUT_MS, scheduledDelayMillis: 2_000 });
    });
  }
  if (processors.length === 0) return { targets, trace: () => NOTHING, score: () => {}, dropped: 0, stop: () => Promise.resolve() };

  // Not registered globally: nothing else of the process is traced by it.
  const provider = new NodeTracerProvider({ spanProcessors: processors });
  const tracer = provider.getTracer("misty");
  return {
    targets,
    get dropped() {
      return dropped;
    },
    trace(turn) {
      const root = tracer.startSpan(turn.name, { attributes: rootAttributes(turn) });
      return turnSpan(root, tracer);
    },
    score(traceId, wasHelpful) {
      if (!scores || traceId === null || wasHelpful === null) return;
      scores.score.create({ traceId, name: "helpful", value: wasHelpful ? 1 : 0, dataType: "BOOLEAN" });
    },
    async stop() {
      const sent = Promise.allSettled([provider.shutdown(), scores?.flush()]);
      await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, STOP_MS).unref())]);
    },
  };
}

type Turn = Parameters<Tracing["trace"]>[0];

/** The same facts under the names that Langfuse and LangSmith read. */
const rootAttributes = ({ name, runId, personId, conversationId, model, provider, promptVersion }: Turn): Attributes => ({
  "langfuse.trace.name": name,
  "langsmith.trace.name": name,
  "langsmith.span.kind": "chain",
  "gen_ai.system": provider,
  "gen_ai.request.model": model,
  "misty.run_id": runId,
  "misty.prompt_version": promptVersion,
  ...(personId ? { "langfuse.user.id": personId, "langsmith.metadata.user_id": personId } : {}),
  ...(conversationId ? { "langfuse.session.id": conversationId, "langsmith.trace.session_id": conversationId } : {}),
});

function turnSpan(root: Span, tracer: Tracer): TurnSpan {
  const below = trace.setSpan(ROOT_CONTEXT, root);
  return {
    traceId: root.spanContext().traceId,
    step({ kind, name, startedAt, durationMs, attributes }) {
      const kinds = { "langsmith.span.kind": kind === "tool" ? "tool" : "llm", "langfuse.observation.type": kind };
      const span = tracer.startSpan(name, { startTime: startedAt, attributes: { ...kinds, ...attributes } }, below);
      span.end(new Date(startedAt.getTime() + durationMs));
    },
    end({ outcome, question, answer, errorCode, inputTokens, outputTokens }) {
      root.setAttributes({
        "input.value": question,
        "output.value": answer,
        "langfuse.trace.input": question,
        "langfuse.trace.output": answer,
        "gen_ai.usage.input_tokens": inputTokens,
        "gen_ai.usage.output_tokens": outputTokens,
        "misty.outcome": outcome,
      });
      if (errorCode) root.setStatus({ code: SpanStatusCode.ERROR, message: errorCode });
      root.end();
    },
  };
}
