import type { DocumentKind } from "#db/enums.ts";
import { AppError } from "#server/errors.ts";
import { Refused, REFUSALS } from "./refusals.ts";
import { sniff } from "./sniff.ts";

const LOOKED_AT = 64 * 1024;

/** What a file is by its beginning, before it is read as a whole, which may still refuse it. Throws UNPROCESSABLE_CONTENT for what is no document. */
export function tellKind(bytes: Uint8Array): DocumentKind {
  try {
    return sniff(wholeLetters(bytes)).kind;
  } catch (error) {
    if (error instanceof Refused) throw new AppError("UNPROCESSABLE_CONTENT", REFUSALS[error.reason], {}, { cause: error });
    throw error;
  }
}

/** The beginning of a file, not cut in the midst of a letter of UTF-8 or UTF-16. */
function wholeLetters(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= LOOKED_AT) return bytes;
  let end = LOOKED_AT;
  for (let back = 0; back < 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80; back++) end--;
  return bytes.subarray(0, end - (end % 2 === 1 && (bytes[0] ?? 0) >= 0xfe ? 1 : 0));
}
