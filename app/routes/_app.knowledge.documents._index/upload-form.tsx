import { useRevalidator } from "@remix-run/react";
import { Check, TriangleAlert } from "lucide-react";
import { type DragEvent, type FormEvent, useCallback, useRef, useState } from "react";
import { USER_ROLES } from "#db/enums.ts";
import { Field } from "#app/components/form/field.tsx";
import { AUDIENCE_WORDS } from "#app/components/knowledge/say-document.ts";
import { paths } from "#app/lib/paths.ts";
import { plural } from "#app/lib/format.ts";
import { LARGEST_DOCUMENT_BYTES, MOST_DOCUMENTS } from "#server/contracts/knowledge.ts";
import { ACCEPTED } from "./upload-words.ts";
import { type Upload, useUploads } from "./use-uploads.ts";

interface UploadFormProps {
  /** Files that the last plain form brought and that were not taken. */
  refused: readonly { fileName: string; sentence: string }[];
  added: number;
  /** The question somebody wants to answer by a document. */
  wanted: string | null;
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");

/** Where documents are brought: dropped or chosen, several at once. Without a script it is a plain form. */
export function UploadForm({ refused, added, wanted }: UploadFormProps) {
  const { revalidate } = useRevalidator();
  const taken = useCallback(() => revalidate(), [revalidate]);
  const { uploads, add } = useUploads(taken);
  const [isOver, setOver] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  function bring(files: readonly File[]) {
    if (files.length === 0 || !form.current) return;
    const fields = new FormData(form.current);
    const text = (name: string): string => {
      const value = fields.get(name);
      return typeof value === "string" ? value : "";
    };
    add(files, { audience: text("audience"), owner: text("owner") });
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    const input = event.currentTarget.elements.namedItem("files");
    if (!(input instanceof HTMLInputElement) || !input.files) return;
    event.preventDefault();
    bring([...input.files]);
    input.value = "";
  }

  return (
    <>
      {wanted ? (
        <p className="note hollow long">
          Wanted: a document that answers <b>“{wanted}”</b>
        </p>
      ) : null}
      {refused.length > 0 ? (
        <div className="note" role="alert">
          <b>{added > 0 ? `${plural(added, "file")} came in, ${plural(refused.length, "file")} did not` : "Not taken"}</b>
          <ul>
            {refused.map(({ fileName, sentence }) => (
              <li key={`${fileName}${sentence}`}>
                {fileName ? <b>{fileName}: </b> : null}
                {sentence}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <form ref={form} method="post" action={paths.documents()} encType="multipart/form-data" className="act-form upload-form" onSubmit={submit}>
        <div
          className={isOver ? "drop over" : "drop"}
          onDragOver={(event) => {
            if (!hasFiles(event)) return;
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            if (!hasFiles(event)) return;
            event.preventDefault();
            setOver(false);
            bring([...event.dataTransfer.files]);
          }}
        >
          <label htmlFor="files">Drop files here, or choose them</label>
          <input type="file" id="files" name="files" multiple required accept={ACCEPTED} aria-describedby="files-hint" />
          <p className="hint" id="files-hint">
            Markdown, text, PDF, Word or HTML, up to {LARGEST_DOCUMENT_BYTES / 1024 / 1024} MB each, {MOST_DOCUMENTS} at once. What a file is, its content says, not its name.
          </p>
        </div>
        <div className="fields">
          <div className="field">
            <label htmlFor="audience">Who may read them</label>
            <select id="audience" name="audience" defaultValue="">
              <option value="">As the file says, else everybody</option>
              {USER_ROLES.map((role) => (
                <option key={role} value={role}>
                  {AUDIENCE_WORDS[role]}
                </option>
              ))}
            </select>
          </div>
          <Field name="owner" label="Owner" maxLength={80} hint="Who answers for them" />
        </div>
        <div className="acts">
          <button className="btn go" type="submit">
            Bring them in
          </button>
        </div>
      </form>
      {uploads.length > 0 ? (
        <ul className="uploads" aria-label="Files on their way" aria-live="polite">
          {uploads.map((upload) => (
            <UploadLine key={upload.key} upload={upload} />
          ))}
        </ul>
      ) : null}
    </>
  );
}

function UploadLine({ upload: { fileName, state, share, sentence } }: { upload: Upload }) {
  return (
    <li className={state}>
      {state === "done" ? <Check className="i" aria-hidden="true" /> : state === "refused" ? <TriangleAlert className="i" aria-hidden="true" /> : <span className="spin" aria-hidden="true" />}
      <span>
        <b>{fileName}</b>
        <span className="by">{state === "done" ? "Came in, is being read" : state === "refused" ? sentence : state === "waiting" ? "Waiting" : `${Math.round(share * 100)} % sent`}</span>
      </span>
      {state === "sending" ? <progress max={1} value={share} aria-label={`Sending ${fileName}`} /> : null}
    </li>
  );
}
