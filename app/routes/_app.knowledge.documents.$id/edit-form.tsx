import { Form } from "@remix-run/react";
import { useState } from "react";
import { USER_ROLES } from "#db/enums.ts";
import { Field } from "#app/components/form/field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { AUDIENCE_WORDS } from "#app/components/knowledge/say-document.ts";
import type { ShownDocument } from "#app/components/knowledge/shown-document.ts";
import { FormNote } from "#app/components/stock/form-note.tsx";
import type { FormAnswer } from "#app/lib/form-answer.server.ts";

type Details = Pick<ShownDocument, "seen" | "title" | "owner" | "audience" | "reviewedOn" | "reviewDueOn">;

/**
 * What is known of a document beside its text. It is sent with the stamp it was drawn with, so that what somebody else or a
 * newer file said meanwhile is never overwritten unseen: an untouched form follows, one in which something was typed says so.
 */
export function EditForm({ document, action, answer }: { document: Details; action: string; answer: FormAnswer | null }) {
  const [drawn, setDrawn] = useState(answer?.values["seen"] ?? document.seen);
  const [isTyped, setTyped] = useState(answer !== null);
  const [given, setGiven] = useState(answer);
  if (answer !== given) {
    setGiven(answer);
    if (answer) setTyped(true);
  }
  if (document.seen !== drawn && !isTyped) setDrawn(document.seen);
  const told = isTyped ? answer : null;
  const value = (name: string, known: string | null): string => told?.values[name] ?? known ?? "";
  return (
    <Form method="post" action={action} className="act-form" key={drawn} onInput={() => setTyped(true)}>
      <input type="hidden" name="intent" value="edit" />
      <input type="hidden" name="seen" value={drawn} />
      <FormNote sentence={told?.sentence} />
      {document.seen !== drawn ? (
        <div className="note hollow">
          <b>It was changed meanwhile</b>
          <p>By somebody else, or by its newer file. What you typed is still here, and would not be saved over it.</p>
          <button
            type="button"
            className="btn s"
            onClick={() => {
              setTyped(false);
              setDrawn(document.seen);
            }}
          >
            Show what stands now
          </button>
        </div>
      ) : null}
      <Field name="title" label="Title" defaultValue={value("title", document.title)} required maxLength={200} error={told?.fields["title"]} />
      <Field name="owner" label="Owner" defaultValue={value("owner", document.owner)} maxLength={80} hint="Who answers for it" error={told?.fields["owner"]} />
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
        <Field name="reviewedOn" label="Reviewed on" type="date" defaultValue={value("reviewedOn", document.reviewedOn)} error={told?.fields["reviewedOn"]} />
        <Field name="reviewDueOn" label="Next review" type="date" defaultValue={value("reviewDueOn", document.reviewDueOn)} error={told?.fields["reviewDueOn"]} />
      </div>
      <SubmitButton words="Save" />
    </Form>
  );
}
