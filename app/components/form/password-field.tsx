import { useState } from "react";
import { rateStrength } from "#server/contracts/password-strength.ts";
import { Field } from "./field.tsx";

interface PasswordFieldProps {
  label: string;
  leastLength: number;
  error?: string | undefined;
}

/** A field for a new password that says how hard it is to guess while it is typed. */
export function PasswordField({ label, leastLength, error }: PasswordFieldProps) {
  const [typed, setTyped] = useState("");
  const strength = rateStrength(typed);
  const missing = leastLength - [...typed].length;
  return (
    <div className="new-password">
      <Field
        name="password"
        label={label}
        type="password"
        autoComplete="new-password"
        required
        minLength={leastLength}
        maxLength={256}
        hint={`At least ${leastLength} characters. Long beats complicated.`}
        error={error}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <p className="strength" aria-live="polite">
        {typed === "" ? null : (
          <>
            <span className="strength-bars" aria-hidden="true">
              {[1, 2, 3, 4].map((level) => (
                <i key={level} className={strength.level >= level ? "on" : undefined} />
              ))}
            </span>
            {missing > 0 ? `${strength.words}; ${missing} more ${missing === 1 ? "character" : "characters"}` : strength.words}
          </>
        )}
      </p>
    </div>
  );
}
