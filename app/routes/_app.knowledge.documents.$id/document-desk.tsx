import { Form, Link, useLocation, useRevalidator, useSearchParams } from "@remix-run/react";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { saySize } from "#app/components/imports/import-words.ts";
import { BringFiles } from "#app/components/knowledge/bring-files.tsx";
import { AUDIENCE_WORDS, KIND_WORDS, sayDaysAgo } from "#app/components/knowledge/say-document.ts";
import type { ShownDocument } from "#app/components/knowledge/shown-document.ts";
import { StatusMark } from "#app/components/knowledge/status-mark.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { FormNote } from "#app/components/stock/form-note.tsx";
import { ActivitySentence } from "#app/components/ui/activity-sentence.tsx";
import type { FormAnswer } from "#app/lib/form-answer.server.ts";
import { formatDateTime, formatDayOfYear, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { LARGEST_DOCUMENT_BYTES } from "#server/contracts/knowledge.ts";
import { EditForm } from "./edit-form.tsx";

const INTENTS: readonly string[] = ["edit", "replace", "reindex", "remove"];

interface DocumentDeskProps {
  document: ShownDocument;
  today: string;
  timeZone: string;
  currency: string;
  answer: FormAnswer | null;
}

/** Where the forms go: this document at the place that is shown, without what was done before. */
function actionOf(id: string, search: URLSearchParams): string {
  const kept = new URLSearchParams(search);
  for (const name of ["done", "act"]) kept.delete(name);
  return paths.document(id, kept);
}

/** The small print of a document: how it is kept, what was done to it, and what a manager may do with it. */
export function DocumentDesk({ document, today, timeZone, currency, answer }: DocumentDeskProps) {
  const { id, mayChange, history } = document;
  const told = (intent: string): FormAnswer | null => (answer?.intent === intent ? answer : null);
  const { key } = useLocation();
  const { revalidate } = useRevalidator();
  const [search] = useSearchParams();
  const action = actionOf(id, search);
  return (
    <div className="doc-desk stack">
      <Block track="B1" title="How it is kept">
        <DocumentFacts document={document} today={today} timeZone={timeZone} />
        {document.problem ? (
          <p className="note hollow">
            <b>Held up, and tried again by itself</b>
            {document.problem}
          </p>
        ) : null}
        {document.failure ? (
          <div className="note" role="alert">
            <b>It could not be read</b>
            <p>{document.failure}</p>
          </div>
        ) : null}
      </Block>
      {mayChange ? (
        <Block track="B2" title="Change it">
          <FormNote sentence={answer && !INTENTS.includes(answer.intent) ? answer.sentence : null} title="Nothing was done" />
          {/* Once saved it is another form, drawn from what was saved. */}
          <EditForm key={search.get("done") === "edited" ? key : ""} document={document} action={action} answer={told("edit")} />
          <details className="act" open={told("replace") ? true : undefined}>
            <summary>Replace it by a newer file</summary>
            <FormNote sentence={told("replace")?.sentence} title="Not replaced" />
            <BringFiles
              id="files"
              action={action}
              uploadTo={paths.documentUpload(id)}
              multiple={false}
              label="Drop the newer file here, or choose it"
              hint={`Up to ${LARGEST_DOCUMENT_BYTES / 1024 / 1024} MB. It becomes version ${document.version + 1}. What only stood in version ${document.version} is gone: no answer uses it any more, and those that quoted it lose their words.`}
              words="Replace it"
              onTaken={revalidate}
            />
          </details>
          <Form method="post" action={action} className="act-line">
            <FormNote sentence={told("reindex")?.sentence} title="Not read anew" />
            <input type="hidden" name="intent" value="reindex" />
            <SubmitButton words="Read the file anew" className="link" />
            <span className="small quiet">After an update of Misty, or where reading failed.</span>
          </Form>
          <details className="act" open={told("remove") ? true : undefined}>
            <summary>Delete it</summary>
            <Form method="post" action={action} className="act-form">
              <FormNote sentence={told("remove")?.sentence} title="Not deleted" />
              <p>
                “{document.title}” goes with its file and everything cut from it. It cannot be brought back. No answer uses it any more, and those that quoted it lose their words.
              </p>
              <input type="hidden" name="intent" value="remove" />
              <div className="acts">
                <SubmitButton words="Delete the document" className="btn s danger" />
              </div>
            </Form>
          </details>
        </Block>
      ) : null}
      <Block track="B3" title="What was done to it">
        {history.length === 0 ? (
          <p className="small quiet">Nothing yet.</p>
        ) : (
          <ol className="timeline">
            {history.map((entry) => (
              <li key={entry.id}>
                <time dateTime={entry.at.toISOString()}>{formatDateTime(entry.at, timeZone)}</time>
                <span>
                  <ActivitySentence entry={entry} currency={currency} />
                </span>
              </li>
            ))}
          </ol>
        )}
        {mayChange ? (
          <p className="small">
            <Link className="link" to={paths.activityOf("document", id)}>
              All of it in the log
            </Link>
          </p>
        ) : null}
      </Block>
    </div>
  );
}

function DocumentFacts({ document, today, timeZone }: Pick<DocumentDeskProps, "document" | "today" | "timeZone">) {
  const { reviewDueOn, isStale, version, indexedVersion, chunkCount, pageCount } = document;
  const facts: [string, React.ReactNode][] = [
    ["Status", <StatusMark key="status" document={document} />],
    ["Kind", `${KIND_WORDS[document.kind]}, ${saySize(document.sizeBytes)}`],
    ["File", document.fileName],
    ["Version", indexedVersion !== null && indexedVersion < version ? `${version}; version ${indexedVersion} answers until it is read` : String(version)],
    ["Passages", `${plural(chunkCount, "passage")}${pageCount === null ? "" : `, ${plural(pageCount, "page")}`}`],
    ["Who may read it", AUDIENCE_WORDS[document.audience]],
    ["Review", reviewDueOn === null ? "No day set" : isStale ? <b key="due" className="signal-words">Was due {sayDaysAgo(reviewDueOn, today)}</b> : `Due ${formatDayOfYear(reviewDueOn)}, ${sayDaysAgo(reviewDueOn, today)}`],
    ["Came in", `${formatDateTime(document.updatedAt, timeZone)}${document.uploadedByName ? `, by ${document.uploadedByName}` : document.isCorpus ? ", came with Misty" : ""}`],
  ];
  return (
    <dl className="facts">
      {facts.map(([term, words]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
