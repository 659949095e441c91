import { answer, givenLimits, leave, readInput } from "./confine.ts";
import type { ReadLimits } from "./limits.ts";
import { readBytes } from "./read-bytes.ts";
import type { ReadResult } from "./read-result.ts";
import { hasWords } from "./pack-passages.ts";
import { type Refusal, Refused } from "./refusals.ts";

/*
 * The reading process: takes a file's bytes from one pipe, answers by lines of JSON on another, and ends. It has no
 * files, no network, no environment; what it says is checked by read-file.ts, which kills it when it takes too long.
 */

/** Characters of the body, and passages, in a line of the answer: so little that taking a line in never stops the other side. */
const BODY_PART = 50_000;
const SPANS_PART = 200;
const LONGEST_HEADING = 300;
const MOST_HEADINGS = 8;

function tell({ body, spans, pageStarts, ...rest }: ReadResult, limits: ReadLimits): void {
  if (body.length > limits.bodyChars || spans.length > limits.passages) throw new Refused("too-much-text");
  if (spans.length === 0 || !hasWords(body)) throw new Refused("no-text");
  for (let at = 0; at < body.length; at += BODY_PART) answer({ body: body.slice(at, at + BODY_PART) });
  for (let at = 0; at < spans.length; at += SPANS_PART) {
    answer({ spans: spans.slice(at, at + SPANS_PART).map(({ headings, start, end, page }) => ({ headings: headings.slice(0, MOST_HEADINGS).map((words) => words.slice(0, LONGEST_HEADING)), start, end, page })) });
  }
  answer({ end: { ...rest, pageStarts } });
}

/** Why reading failed, as far as the error says. */
function reasonOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.reason;
  if (error instanceof RangeError) return /call stack/i.test(error.message) ? "too-deep" : /allocation|array length|string length|buffer/i.test(error.message) ? "too-much-memory" : "damaged";
  return "damaged";
}

answer({ ready: true });
try {
  const bytes = readInput(givenLimits.fileBytes);
  if (bytes.length > givenLimits.fileBytes) throw new Refused("file-too-large");
  tell(await readBytes(bytes, givenLimits), givenLimits);
} catch (error) {
  answer({ refused: reasonOf(error) });
}
leave();
