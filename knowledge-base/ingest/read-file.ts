import { AppError } from "#server/errors.ts";
import type { ReadDocument, ReadPassage } from "./contracts.ts";
import { removeUnshown } from "./clean-text.ts";
import { LIMITS, type ReadLimits } from "./limits.ts";
import { runReadingProcess } from "./reading-process.ts";
import { toLabel } from "./read-result.ts";
import { type Refusal, REFUSALS } from "./refusals.ts";

interface ReadFileOptions {
  signal?: AbortSignal;
  /** Others than the shop's own: for tests. */
  limits?: Partial<ReadLimits>;
}

/** Files read at the same time; more only wait for the same processors. */
const AT_A_TIME = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function takeTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_A_TIME) await new Promise<void>((go) => waiting.push(go));
  else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** A file's name as a title: without folders, ending and what nothing shows. Null when nothing is left. */
const titleOf = (fileName: string): string | null => toLabel(removeUnshown(fileName).split(/[/\\]/).at(-1)?.replace(/\.[A-Za-z0-9]{1,10}$/, "").replace(/_+/g, " "));

const refuse = (reason: Refusal): AppError => new AppError("UNPROCESSABLE_CONTENT", REFUSALS[reason]);

/**
 * Reads a file that somebody brought: what kind it is by its content, its text, and its text in passages. All of it
 * happens in a process of its own that may do nothing else and is killed when it takes too much of anything. `fileName`
 * is the title of a document that has none.
 *
 * Throws AppError UNPROCESSABLE_CONTENT with a sentence for the person when the file cannot be read (trying again does
 * not help), AppError INTERNAL_SERVER_ERROR when reading could not be started (trying again may help), and the
 * signal's reason when it is aborted.
 */
export async function readFile(bytes: Uint8Array, fileName: string, { signal, limits: given }: ReadFileOptions = {}): Promise<ReadDocument> {
  signal?.throwIfAborted();
  const limits = { ...LIMITS, ...given };
  if (bytes.byteLength === 0) throw refuse("empty");
  if (bytes.byteLength > limits.fileBytes) throw refuse("file-too-large");
  const parts: string[] = [];
  const spans: Omit<ReadPassage, "content">[] = [];
  let end: Omit<ReadDocument, "body" | "passages"> | undefined;
  await takeTurn(() =>
    runReadingProcess(bytes, limits, (line) => {
      if ("body" in line) parts.push(line.body);
      if ("spans" in line) for (const span of line.spans) spans.push({ headings: span.headings, startOffset: span.start, endOffset: span.end, page: span.page });
      if ("end" in line) end = line.end;
    }, { signal }),
  );
  const body = parts.join("");
  const sound = spans.length > 0 && spans.every(({ startOffset, endOffset }) => startOffset < endOffset && endOffset <= body.length);
  if (!end || !sound) throw refuse("damaged");
  return { ...end, title: end.title ?? titleOf(fileName), body, passages: spans.map((span) => ({ ...span, content: body.slice(span.startOffset, span.endOffset) })) };
}
