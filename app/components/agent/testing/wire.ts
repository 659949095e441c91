import superjson from "superjson";
import { vi } from "vitest";
import type { AnswerChunk } from "../stream/answer-draft.ts";

/** One question as it went over the wire. */
export interface SentQuestion {
  body: unknown;
  signal: AbortSignal;
  /** Sends chunks of the answer. */
  send(...chunks: AnswerChunk[]): void;
  /** Ends the stream; without a `finish` chunk before it is cut short. */
  end(): void;
  refuse(status: number, sentence?: string): void;
}

/** A failed procedure as tRPC sends it. */
class ProcedureError {
  constructor(
    readonly code: string,
    readonly message: string,
  ) {}
}
export const failWith = (code: string, message: string): ProcedureError => new ProcedureError(code, message);

type Procedures = Record<string, (input: never) => unknown>;

function answerProcedures(url: URL, init: RequestInit | undefined, procedures: Procedures): Response {
  const paths = url.pathname.replace("/api/trpc/", "").split(",");
  const inputs = JSON.parse(init?.body ? String(init.body as string) : (url.searchParams.get("input") ?? "{}")) as Record<string, Parameters<typeof superjson.deserialize>[0]>;
  const results = paths.map((path, at) => {
    const procedure = procedures[path];
    const sent = inputs[at];
    const input: unknown = sent ? superjson.deserialize(sent) : undefined;
    const output = procedure ? procedure(input as never) : failWith("NOT_FOUND", `${path} is not there`);
    return output instanceof ProcedureError
      ? { error: superjson.serialize({ message: output.message, code: -32_000, data: { code: output.code, httpStatus: 400 } }) }
      : { result: { data: superjson.serialize(output) } };
  });
  return Response.json(results);
}

/**
 * The server's end of the wire, for tests of components: questions wait until the test answers
 * them, procedures answer at once. Our own code on this side is all real.
 */
export function openWire(procedures: Procedures = {}): { questions: SentQuestion[] } {
  const questions: SentQuestion[] = [];
  vi.stubGlobal("fetch", (address: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = new URL(address instanceof Request ? address.url : String(address), "http://localhost");
    if (url.pathname.startsWith("/api/trpc/")) return Promise.resolve(answerProcedures(url, init, procedures));
    return new Promise((resolve, reject) => {
      const signal = init?.signal ?? new AbortController().signal;
      const encoder = new TextEncoder();
      let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
      const stream = new ReadableStream<Uint8Array>({ start: (started) => void (controller = started) });
      signal.addEventListener("abort", () => {
        const reason = new DOMException("The user aborted a request.", "AbortError");
        reject(reason);
        controller?.error(reason);
      });
      let isOpen = false;
      const open = () => {
        if (isOpen) return;
        isOpen = true;
        resolve(new Response(stream, { headers: { "content-type": "text/event-stream" } }));
      };
      questions.push({
        body: JSON.parse(String(init?.body as string)),
        signal,
        send(...chunks) {
          open();
          for (const chunk of chunks) controller?.enqueue(encoder.encode(`data: ${JSON.stringify(chunk)}\n\n`));
        },
        end() {
          open();
          controller?.close();
        },
        refuse: (status, sentence) => resolve(Response.json(sentence === undefined ? {} : { sentence }, { status })),
      });
    });
  });
  return { questions };
}
