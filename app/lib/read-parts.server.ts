import { unstable_parseMultipartFormData } from "@remix-run/node";
import type { UploadPart } from "#server/contracts/imports.ts";

/** A field beside files holds a word or a line. */
const LONGEST_FIELD_BYTES = 4_096;

/**
 * Hands over the files in the form's field `field` one after the other, each read piece by piece. Gives what stood in
 * the other fields; a file that is none of them, and what no field of ours could hold, is passed over.
 */
export async function readParts(request: Request, field: string, take: (part: UploadPart) => Promise<void>): Promise<Record<string, string>> {
  const fields: Record<string, string> = {};
  // A form of another kind holds no files, which whoever takes them says.
  if (!/^multipart\/form-data\b/i.test(request.headers.get("content-type") ?? "")) return fields;
  await unstable_parseMultipartFormData(request, async ({ name, filename, data }) => {
    if (name === field && filename !== undefined) {
      await take({ name: filename, pieces: data });
      return undefined;
    }
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of data) {
      length += piece.byteLength;
      if (length <= LONGEST_FIELD_BYTES) pieces.push(piece);
    }
    if (filename === undefined && length <= LONGEST_FIELD_BYTES) fields[name] = Buffer.concat(pieces).toString("utf8");
    return undefined;
  });
  return fields;
}
