import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { FormNote } from "#app/components/stock/form-note.tsx";
import type { SettingsPageData } from "#app/lib/api-types.ts";
import type { FormAnswer } from "#app/lib/form-answer.server.ts";

/** What each form of the settings is given. */
export interface SettingsFormProps {
  page: SettingsPageData;
  /** What it was told, if it was the one that was sent. */
  answer: FormAnswer | null;
}

interface FrameProps extends SettingsFormProps {
  group: keyof SettingsPageData["stamps"];
  words: string;
  children: ReactNode;
}

/** A form of the settings: what its values were when it was drawn, what it was told, its fields, its button. */
export function SettingsForm({ page, answer, group, words, children }: FrameProps) {
  // After a conflict the form takes up what somebody else saved, so that the next save is made in its knowledge.
  const stamp = answer && !answer.conflict ? (answer.values["seen"] ?? page.stamps[group]) : page.stamps[group];
  return (
    <Form method="post" className="act-form" key={page.stamps[group]} preventScrollReset>
      <input type="hidden" name="group" value={group} />
      <input type="hidden" name="seen" value={stamp} />
      <FormNote sentence={answer?.sentence} />
      {children}
      <SubmitButton words={words} plain />
    </Form>
  );
}

/** What was typed, or else what is set. */
export const typedOr = (answer: FormAnswer | null, name: string, set: string | number | null): string => answer?.values[name] ?? (set === null ? "" : String(set));
