import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { PasswordField } from "#app/components/form/password-field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { Gate } from "./gate.tsx";
import { GateRefusal } from "./gate-refusal.tsx";

/** What a link of one use opens when it is none any more: why, and where to go. */
export function DeadLink({ why, href, words }: { why: string; href: string; words: string }) {
  return (
    <Gate>
      <h1>This link does not work any more</h1>
      <p>{why}</p>
      <p className="acts">
        <Link className="btn" to={href}>
          {words}
        </Link>
      </p>
    </Gate>
  );
}

interface PasswordGateProps {
  title: string;
  /** Whose password it is; password managers keep it under that. */
  email: string;
  leastLength: number;
  label: string;
  /** Words of the button. */
  words: string;
  refusal: { title: string; sentence: string | undefined };
  error: string | undefined;
  children: ReactNode;
}

/** Where a person who came by a link of one use chooses a password. */
export function PasswordGate({ title, email, leastLength, label, words, refusal, error, children }: PasswordGateProps) {
  return (
    <Gate>
      <h1>{title}</h1>
      {children}
      <GateRefusal title={refusal.title} sentence={refusal.sentence} />
      <Form method="post" className="gate-fields">
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordField label={label} leastLength={leastLength} error={error} />
        <div className="row">
          <SubmitButton words={words} />
        </div>
      </Form>
    </Gate>
  );
}
