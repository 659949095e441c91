import { unstable_parseMultipartFormData } from "@remix-run/node";
import type { UploadPart } from "#server/contracts/imports.ts";

/** Hands over the files in the form's field `field` one after the other, each read piece by piece; other fields are passed over. */
export async function readParts(request: Request, field: string, take: (part: UploadPart) => Promise<void>): Promise<void> {
  await unstable_parseMultipartFormData(request, async ({ name, filename, data }) => {
    if (name === field && filename !== undefined) await take({ name: filename, pieces: data });
    else for await (const _piece of data) continue;
    return undefined;
  });
}
