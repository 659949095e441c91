import { Form, Link } from "@remix-run/react";
import { USER_ROLES } from "#db/enums.ts";
import { Field } from "#app/components/form/field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { saySize } from "#app/components/imports/import-words.ts";
import { AUDIENCE_WORDS, KIND_WORDS, sayDaysAgo } from "#app/components/knowledge/say-document.ts";
import type { ShownDocument } from "#app/components/knowledge/shown-document.ts";
import { StatusMark } from "#app/components/knowledge/status-mark.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { FormNote } from "#app/components/stock/form-note.tsx";
import { ActivitySentence } from "#app/components/ui/activity-sentence.tsx";
import type { FormAnswer } from "#app/lib/form-answer.server.ts";
import { formatDateTime, formatDayOfYear, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";

interface DocumentDeskProps {
  document: ShownDocument;
  today: string;
  timeZone: string;
  currency: string;
  answer: FormAnswer | null;
}

/** The small print of a document: how it is kept, what was done to it, and what a manager may do with it. */
export function DocumentDesk({ document, today, timeZone, currency, answer }: DocumentDeskProps) {
  const { id, mayChange, history } = document;
  const told = (intent: string): FormAnswer | null => (answer?.intent === intent ? answer : null);
  return (
    <div className="doc-desk stack">
      <Block track="B1" title="How it is kept">
        <DocumentFacts document={document} today={today} timeZone={timeZone} />
        {document.problem ? <p className="note hollow">{document.problem}</p> : null}
        {document.failure ? (
          <div className="note" role="alert">
            <b>It could not be read</b>
            <p>{document.failure}</p>
          </div>
        ) : null}
      </Block>
      {mayChange ? (
        <Block track="B2" title="Change it">
          <EditForm document={document} answer={told("edit")} />
          <details className="act" open={told("replace") ? true : undefined}>
            <summary>Replace it by a newer file</summary>
            <form method="post" action={`${paths.document(id)}?act=replace`} encType="multipart/form-data" className="act-form">
              <FormNote sentence={told("replace")?.sentence} title="Not replaced" />
              <div className="field">
                <label htmlFor="files">File</label>
                <input type="file" id="files" name="files" required />
                <p className="hint">It becomes version {document.version + 1}. What only stood in version {document.version} is gone, and answers no more.</p>
              </div>
              <SubmitButton words="Replace it" />
            </form>
          </details>
          <Form method="post" action={paths.document(id)} className="act-line">
            <input type="hidden" name="intent" value="reindex" />
            <button type="submit" className="link">
              Read the file anew
            </button>
            <span className="small quiet">After an improvement of the program, or where reading failed.</span>
          </Form>
          <details className="act" open={told("remove") ? true : undefined}>
            <summary>Delete it</summary>
            <Form method="post" action={paths.document(id)} className="act-form">
              <FormNote sentence={told("remove")?.sentence} title="Not deleted" />
              <p>
                “{document.title}” goes with {plural(document.chunkCount, "passage")}, its vectors and its file. It cannot be brought back; answers do not find it any more.
              </p>
              <input type="hidden" name="intent" value="remove" />
              <div className="acts">
                <button type="submit" className="btn s danger">
                  Delete the document
                </button>
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
    ["Review", reviewDueOn === null ? "No day set" : isStale ? <b key="due" className="signal-words">Was due {sayDaysAgo(reviewDueOn, today)}</b> : `Due ${formatDayOfYear(reviewDueOn)}`],
    ["Came in", `${formatDateTime(document.updatedAt, timeZone)}${document.uploadedByName ? `, by ${document.uploadedByName}` : document.isCorpus ? ", with the program" : ""}`],
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

function EditForm({ document, answer }: { document: ShownDocument; answer: FormAnswer | null }) {
  const value = (name: string, known: string | null): string => answer?.values[name] ?? known ?? "";
  return (
    <Form method="post" action={paths.document(document.id)} className="act-form">
      <input type="hidden" name="intent" value="edit" />
      <input type="hidden" name="seen" value={document.seen} />
      <FormNote sentence={answer?.sentence} />
      <Field name="title" label="Title" defaultValue={value("title", document.title)} required maxLength={200} error={answer?.fields["title"]} />
      <Field name="owner" label="Owner" defaultValue={value("owner", document.owner)} maxLength={80} hint="Who answers for it" error={answer?.fields["owner"]} />
      <div className="field">
        <label htmlFor="audience">Who may read it</label>
        <select id="audience" name="audience" defaultValue={value("audience", document.audience)}>
          {USER_ROLES.map((role) => (
            <option key={role} value={role}>
              {AUDIENCE_WORDS[role]}
            </option>
          ))}
        </select>
      </div>
      <div className="fields">
        <Field name="reviewedOn" label="Reviewed on" type="date" defaultValue={value("reviewedOn", document.reviewedOn)} error={answer?.fields["reviewedOn"]} />
        <Field name="reviewDueOn" label="Next review" type="date" defaultValue={value("reviewDueOn", document.reviewDueOn)} error={answer?.fields["reviewDueOn"]} />
      </div>
      <SubmitButton words="Save" />
    </Form>
  );
}
