import { Check, Square, TriangleAlert } from "lucide-react";
import { type DragEvent, type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { plural } from "#app/lib/format.ts";
import { type Upload, useUploads } from "./use-uploads.ts";

/** What the field offers; what a file really is, its content says. */
const ACCEPTED = ".md,.markdown,.txt,.text,.pdf,.docx,.html,.htm";

interface BringFilesProps {
  id: string;
  /** Where the form goes without a script. */
  action: string;
  /** Where a script sends each file. */
  uploadTo: string;
  multiple: boolean;
  label: string;
  hint: ReactNode;
  /** On the button. */
  words: string;
  /** After each file that came in; false where it may have. */
  onTaken: (isSure: boolean) => void;
  /** Fields that go with the files. */
  children?: ReactNode;
}

const hasFiles = ({ dataTransfer }: { dataTransfer: DataTransfer | null }): boolean => dataTransfer?.types.includes("Files") ?? false;

/** A file that is dropped beside the field would open in the place of the page. */
function useNoStrayDrops(): void {
  useEffect(() => {
    const keep = (event: globalThis.DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    window.addEventListener("dragover", keep);
    window.addEventListener("drop", keep);
    return () => {
      window.removeEventListener("dragover", keep);
      window.removeEventListener("drop", keep);
    };
  }, []);
}

/** Where files are brought: dropped or chosen, each with its own progress. Without a script it is a plain form. */
export function BringFiles({ id, action, uploadTo, multiple, label, hint, words, onTaken, children }: BringFilesProps) {
  const { uploads, said, add, again, stop } = useUploads(uploadTo, onTaken);
  // Entered and left again for each thing inside of the zone.
  const [depth, setDepth] = useState(0);
  const [wrong, setWrong] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useNoStrayDrops();

  function bring(files: readonly File[]) {
    if (files.length === 0 || !form.current) return;
    const tooMany = !multiple && files.length > 1;
    setWrong(tooMany ? "Choose one file only." : null);
    if (tooMany) return;
    const fields = [...new FormData(form.current)].flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, value]] : []));
    add(files, Object.fromEntries(fields));
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    const input = event.currentTarget.elements.namedItem("files");
    if (!(input instanceof HTMLInputElement) || !input.files) return;
    event.preventDefault();
    bring([...input.files]);
    input.value = "";
  }

  const over = (change: number) => (event: DragEvent) => {
    if (hasFiles(event)) setDepth((before) => Math.max(0, before + change));
  };

  return (
    <>
      <form ref={form} method="post" action={action} encType="multipart/form-data" className="act-form upload-form" onSubmit={submit}>
        <div
          className={depth > 0 ? "drop over" : "drop"}
          onDragEnter={over(1)}
          onDragLeave={over(-1)}
          onDragOver={(event) => {
            if (hasFiles(event)) event.preventDefault();
          }}
          onDrop={(event) => {
            if (!hasFiles(event)) return;
            event.preventDefault();
            setDepth(0);
            bring([...event.dataTransfer.files]);
          }}
        >
          <label htmlFor={id}>{label}</label>
          <input type="file" id={id} name="files" multiple={multiple} required accept={ACCEPTED} aria-describedby={`${id}-hint`} aria-invalid={wrong ? true : undefined} />
          <p className="hint" id={`${id}-hint`}>
            {wrong ? <b className="wrong">{wrong} </b> : null}
            {hint}
          </p>
        </div>
        {children}
        <div className="acts">
          <button className="btn go" type="submit">
            {words}
          </button>
        </div>
      </form>
      <p className="sr" role="status">
        {said}
      </p>
      {uploads.length > 0 ? (
        <ul className="uploads" aria-label="Files on their way">
          {uploads.map((upload) => (
            <UploadLine key={upload.key} upload={upload} onAgain={again} onStop={stop} />
          ))}
        </ul>
      ) : null}
    </>
  );
}

const sayState = ({ state, share, sentence }: Upload): string =>
  ({ waiting: "Waiting", sending: `${Math.round(share * 100)} % sent`, done: "Came in, is being read", refused: sentence ?? "It was not taken.", stopped: sentence ?? "Stopped." })[state];

function UploadLine({ upload, onAgain, onStop }: { upload: Upload; onAgain: (key: number) => void; onStop: (key: number) => void }) {
  const { key, fileName, state, share, mayTry } = upload;
  const isUnderWay = state === "waiting" || state === "sending";
  return (
    <li className={state}>
      {state === "done" ? <Check className="i" aria-hidden="true" /> : state === "refused" ? <TriangleAlert className="i" aria-hidden="true" /> : state === "stopped" ? <Square className="i" aria-hidden="true" /> : <span className="spin" aria-hidden="true" />}
      <span>
        <b>{fileName}</b>
        <span className="by">{sayState(upload)}</span>
        {state === "sending" ? <progress max={1} value={share} aria-label={`Sending ${fileName}`} /> : null}
      </span>
      {state === "done" || !mayTry ? null : (
        // One button, so that it keeps the focus while its word changes.
        <button type="button" className="btn s" onClick={() => (isUnderWay ? onStop(key) : onAgain(key))}>
          {isUnderWay ? "Stop" : "Try again"}
          <span className="sr"> {fileName}</span>
        </button>
      )}
    </li>
  );
}

/** Files that the last plain form brought and that were not taken, each with its reason. */
export function RefusedFiles({ refused, added }: { refused: readonly { fileName: string; sentence: string }[]; added: number }) {
  if (refused.length === 0) return null;
  return (
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
  );
}
