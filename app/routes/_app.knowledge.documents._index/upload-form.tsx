import { Form, Link, useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { USER_ROLES } from "#db/enums.ts";
import { Field } from "#app/components/form/field.tsx";
import { BringFiles, RefusedFiles } from "#app/components/knowledge/bring-files.tsx";
import { AUDIENCE_WORDS } from "#app/components/knowledge/say-document.ts";
import { paths } from "#app/lib/paths.ts";
import { LARGEST_DOCUMENT_BYTES, MOST_DOCUMENTS } from "#server/contracts/knowledge.ts";

/** A question that somebody wants to answer by a document. */
export interface Wanted {
  question: string;
  /** Of the row in the queue; null where it came without one. */
  id: string | null;
}

interface UploadFormProps {
  /** Files that the last plain form brought and that were not taken, with what was written beside them. */
  refused: readonly { fileName: string; sentence: string }[];
  added: number;
  values: Readonly<Record<string, string>>;
  wanted: Wanted | null;
  /** Whether a plain form brought something for it just now. */
  isBrought: boolean;
  /** Where the plain form goes: this page with its question. */
  action: string;
}

/** Where documents are brought, several at once. */
export function UploadForm({ refused, added, values, wanted, isBrought, action }: UploadFormProps) {
  const { revalidate } = useRevalidator();
  const [hasTaken, setTaken] = useState(false);
  return (
    <>
      {wanted ? <WantedNote wanted={wanted} isBrought={isBrought || hasTaken} /> : null}
      <RefusedFiles refused={refused} added={added} />
      <BringFiles
        id="files"
        action={action}
        uploadTo={paths.documentUpload()}
        multiple
        label="Drop files here, or choose them"
        hint={`Markdown, text, PDF, Word or HTML, up to ${LARGEST_DOCUMENT_BYTES / 1024 / 1024} MB each, ${MOST_DOCUMENTS} at once. We look inside a file; its name does not matter.`}
        words="Bring them in"
        onTaken={(isSure) => {
          if (isSure) setTaken(true);
          revalidate();
        }}
      >
        <div className="fields">
          <div className="field">
            <label htmlFor="audience">Who may read them</label>
            <select id="audience" name="audience" defaultValue={values["audience"] ?? ""}>
              <option value="">As the file says, else everybody</option>
              {USER_ROLES.map((role) => (
                <option key={role} value={role}>
                  {AUDIENCE_WORDS[role]}
                </option>
              ))}
            </select>
          </div>
          <Field name="owner" label="Owner" maxLength={80} defaultValue={values["owner"]} hint="Who answers for them" />
        </div>
      </BringFiles>
    </>
  );
}

/** The question a document is wanted for, and once one came in, what can become of it. */
function WantedNote({ wanted: { question, id }, isBrought }: { wanted: Wanted; isBrought: boolean }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    note.current?.focus();
  }, [question]);
  return (
    <div className="note hollow long" tabIndex={-1} ref={note}>
      {isBrought ? "Once it is read, see whether it answers" : "Wanted: a document that answers"} <b>“{question}”</b>
      {isBrought ? (
        <div className="acts">
          <Link className="btn s" to={paths.askAgain(question)}>
            Ask it again
          </Link>
          {id ? (
            <Form method="post" action={paths.knowledgeQueues(new URLSearchParams({ q: "unanswered" }))}>
              <input type="hidden" name="id" value={id} />
              <button className="btn s" type="submit" name="state" value="answered">
                Answered now
              </button>
            </Form>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
