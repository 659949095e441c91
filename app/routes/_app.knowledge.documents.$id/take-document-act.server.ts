import { data, redirect } from "@remix-run/node";
import { type FormAnswer, takeForm, textsOf } from "#app/lib/form-answer.server.ts";
import { paths } from "#app/lib/paths.ts";
import { readParts } from "#app/lib/read-parts.server.ts";
import { documentInput, editDocumentInput, replaceDocumentInput } from "#server/contracts/knowledge.ts";
import type { callerFor } from "#server/trpc/caller.ts";

type Caller = Awaited<ReturnType<typeof callerFor>>;
type Outcome = { result: unknown } | { answer: FormAnswer; status: number };

/** Back to the document, at the place that was shown, with what was done. */
function doneAt(id: string, request: Request, done: string): string {
  const search = new URL(request.url).searchParams;
  search.delete("act");
  search.set("done", done);
  return paths.document(id, search);
}

/** Does what one of the document's forms asks; a file in it is a newer version. */
export async function takeDocumentAct({ knowledge }: Caller, id: string, request: Request) {
  if (request.headers.get("content-type")?.startsWith("multipart/form-data")) {
    const read = (take: Parameters<typeof readParts>[2]) => readParts(request, "files", take);
    return answerOf(await takeForm("replace", replaceDocumentInput, { id, read }, {}, (input) => knowledge.replace(input)), doneAt(id, request, "replaced"));
  }
  const values = { ...textsOf(await request.formData()), id };
  const { intent = "" } = values as { intent?: string };
  switch (intent) {
    case "edit":
      return answerOf(await takeForm(intent, editDocumentInput, values, values, (input) => knowledge.edit(input)), doneAt(id, request, "edited"));
    case "reindex":
      return answerOf(await takeForm(intent, documentInput, values, values, (input) => knowledge.reindex(input)), doneAt(id, request, "reindexed"));
    case "remove": {
      const outcome = await takeForm(intent, documentInput, values, values, (input) => knowledge.remove(input));
      const isLater = "result" in outcome && outcome.result.fileLater;
      return answerOf(outcome, paths.documents(new URLSearchParams({ done: "removed", ...(isLater ? { later: "1" } : {}) })));
    }
    default:
      return data({ intent, sentence: "This form is not known here. Load the page again.", fields: {}, values, conflict: false } satisfies FormAnswer, { status: 400 });
  }
}

function answerOf(outcome: Outcome, to: string) {
  return "answer" in outcome ? data(outcome.answer, { status: outcome.status }) : redirect(to);
}
