import { AppError } from "#server/errors.ts";
import { chunkMarkdown } from "./chunk-markdown.ts";
import type { ReadDocument } from "./contracts.ts";

/**
 * Reads a file that somebody brought: what kind it is, its text, and its text in passages. `fileName` is for messages
 * alone. Throws AppError UNPROCESSABLE_CONTENT with a sentence for the person when the file cannot be read (trying
 * again does not help), the signal's reason when it is aborted, and AppError INTERNAL_SERVER_ERROR when reading could
 * not be started (trying again may help).
 */
export async function readFile(bytes: Uint8Array, fileName: string, options: { signal?: AbortSignal } = {}): Promise<ReadDocument> {
  options.signal?.throwIfAborted();
  let source: string;
  try {
    source = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("UNPROCESSABLE_CONTENT", `${fileName} is not a text in UTF-8.`, {}, { cause });
  }
  const front = /^---\n([^]*?)\n---\n+/.exec(source);
  const field = (name: string) => new RegExp(`^${name}: *(.+)$`, "m").exec(front?.[1] ?? "")?.[1] ?? null;
  const body = source.slice(front?.[0].length ?? 0);
  const audience = field("audience");
  const passages = chunkMarkdown(body).map(({ headings, start, end }) => ({ headings, content: body.slice(start, end), startOffset: start, endOffset: end, page: null }));
  return Promise.resolve({
    kind: front || /^#{1,6} /m.test(body) ? "markdown" : "text", title: field("title"), owner: field("owner"), audience: audience === "all" ? "staff" : (audience as ReadDocument["audience"]),
    reviewedOn: field("reviewed"), reviewDueOn: field("review_due"), body, pageStarts: null, passages,
  });
}
