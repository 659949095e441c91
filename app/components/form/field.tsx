import type { InputHTMLAttributes } from "react";

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  name: string;
  label: string;
  hint?: string;
  /** What is wrong with what was entered; stands under the field and is tied to it. */
  error?: string | undefined;
}

/** A labelled input with its hint and its error. */
export function Field({ name, label, hint, error, ...input }: FieldProps) {
  const id = input.id ?? name;
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const described = [errorId, hintId].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input name={name} aria-invalid={error ? true : undefined} aria-describedby={described || undefined} {...input} id={id} />
      {error ? (
        <p className="wrong" id={errorId}>
          {error}
        </p>
      ) : null}
      {hint ? (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
