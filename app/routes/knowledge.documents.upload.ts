import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import type { z } from "zod/v4";
import { paths } from "#app/lib/paths.ts";
import { readParts } from "#app/lib/read-parts.server.ts";
import { type DocumentSource, replaceDocumentInput, type uploadAnswer } from "#server/contracts/knowledge.ts";
import { AppError } from "#server/errors.ts";
import { callerFor } from "#server/trpc/caller.ts";

const answer = (sentence: string | null, status = 200): Response => Response.json({ sentence } satisfies z.output<typeof uploadAnswer>, { status, headers: { "Cache-Control": "no-store" } });

/** Takes one file that the page's script sends: as a new document, or with `?replaces=ID` as a newer version. The forms of the pages take the same without a script. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { knowledge } = await callerFor(request, context);
  const read: DocumentSource = (take) => readParts(request, "files", take);
  const replaces = new URL(request.url).searchParams.get("replaces");
  try {
    if (replaces === null) {
      const { refused } = await knowledge.add({ read });
      const sentence = refused[0]?.sentence ?? null;
      return answer(sentence, sentence === null ? 200 : 400);
    }
    const input = replaceDocumentInput.safeParse({ id: replaces, read });
    if (!input.success) return answer("There is no such document, or it was removed.", 404);
    await knowledge.replace(input.data);
    return answer(null);
  } catch (error) {
    // What has a sentence of its own, such as a storage that takes nothing, is thrown as an answer already.
    if (error instanceof AppError) return answer(error.message, error.code === "CONFLICT" ? 409 : 400);
    throw error;
  }
}

/** The address alone is no page. */
export const loader = () => redirect(paths.documents());
