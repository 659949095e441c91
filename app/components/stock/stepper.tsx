import { Minus, Plus } from "lucide-react";
import { type ChangeEvent, useRef } from "react";

interface StepperProps {
  id: string;
  name: string;
  label: string;
  /** Under the field, or only for screen readers. */
  hideLabel?: boolean;
  defaultValue?: string | number | undefined;
  least?: number;
  hint?: string | undefined;
  error?: string | undefined;
  autoFocus?: boolean;
  onValue?: (value: string) => void;
}

/** A number with a thumb's step up and down; without a script the field is typed into. */
export function Stepper({ id, name, label, hideLabel = false, defaultValue = "", least = 0, hint, error, autoFocus, onValue }: StepperProps) {
  const field = useRef<HTMLInputElement>(null);
  const step = (by: number) => {
    const input = field.current;
    if (!input) return;
    const now = Number(input.value.replace(/[^\d-]/g, "")) || 0;
    input.value = String(Math.max(least, now + by));
    onValue?.(input.value);
  };
  const described = [error ? `${id}-error` : null, hint ? `${id}-hint` : null].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? "sr" : undefined}>
        {label}
      </label>
      <div className="stepper">
        <button type="button" onClick={() => step(-1)}>
          <Minus className="i" aria-hidden="true" />
          <span className="sr">One less: {label}</span>
        </button>
        <input
          ref={field}
          id={id}
          name={name}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={defaultValue}
          autoFocus={autoFocus}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event: ChangeEvent<HTMLInputElement>) => onValue?.(event.currentTarget.value)}
        />
        <button type="button" onClick={() => step(1)}>
          <Plus className="i" aria-hidden="true" />
          <span className="sr">One more: {label}</span>
        </button>
      </div>
      {error ? (
        <p className="wrong" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
