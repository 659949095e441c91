import { Field } from "./field.tsx";

interface ProofFieldProps {
  /** Whether a password or a code was given within the last ten minutes, and which it takes. */
  proof: { given: boolean; by: "password" | "code" };
  error?: string | undefined;
  /** Tells several on one page apart. */
  of: string;
}

/** Asks once in ten minutes who is sitting here, inside the form it is for, so that nothing typed is lost. */
export function ProofField({ proof, error, of }: ProofFieldProps) {
  if (proof.given && !error) return null;
  return proof.by === "code" ? (
    <Field id={`${of}-proof`} name="proof" label="Code from your app" hint="To be sure that it is you. A recovery code will do." autoComplete="one-time-code" autoCapitalize="off" spellCheck={false} maxLength={40} required error={error} />
  ) : (
    <Field id={`${of}-proof`} name="proof" label="Your password" hint="To be sure that it is you; asked once in ten minutes." type="password" autoComplete="current-password" maxLength={256} required error={error} />
  );
}
