import { Form } from "@remix-run/react";
import { USER_ROLES } from "#db/enums.ts";
import { ProofField } from "#app/components/form/proof-field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { ROLE_WORDS } from "#app/components/layout/navigation.ts";
import { FormNote } from "#app/components/stock/form-note.tsx";
import type { PeopleList } from "#app/lib/api-types.ts";

type Person = PeopleList["people"][number];

/** Something an admin does to a person. */
export interface Act {
  intent: string;
  title: string;
  /** What happens, before it happens. */
  words: (name: string, person: Person) => string;
  button: string;
  /** Whom it can be done to. */
  fits: (person: Person) => boolean;
}

const ACTS: readonly Act[] = [
  { intent: "role", title: "Another role", words: (name, { state }) => (state === "active" ? `${name} is signed out everywhere and comes back with the new role.` : `${name} comes in with the new role.`), button: "Change the role", fits: () => true },
  { intent: "resend", title: "Send it again", words: (name) => `${name} gets a new link, and the old one stops working.`, button: "Send a new invitation", fits: (person) => person.state === "invited" },
  { intent: "revoke", title: "Take it back", words: () => "The link stops working.", button: "Take the invitation back", fits: (person) => person.state === "invited" },
  {
    intent: "again",
    title: "New password",
    words: (name) => `${name} is signed out everywhere, the password is gone, and a new invitation leads to another one. A second step stays on.`,
    button: "Invite again",
    fits: (person) => person.state === "active" && !person.isDemo,
  },
  { intent: "step", title: "Second step off", words: (name) => `For somebody who has lost both the app and the recovery codes. Make sure that it is ${name} who asks.`, button: "Switch off the second step", fits: (person) => person.hasSecondStep },
  { intent: "out", title: "Sign out", words: (name) => `${name} is signed out in every browser and signs in again as always: for a machine that was lost or left open.`, button: "Sign them out", fits: (person) => person.state === "active" },
  { intent: "deactivate", title: "Deactivate", words: (name) => `${name} is out on the next click, with name and history kept.`, button: "Deactivate", fits: (person) => person.state === "active" },
  { intent: "reactivate", title: "Reactivate", words: (name) => `${name} can come in again as before.`, button: "Reactivate", fits: (person) => person.state === "deactivated" },
];

/** The acts that fit a person. */
export const actsFor = (person: Person): Act[] => ACTS.filter((act) => act.fits(person));

/** The act of that name; null for none. */
export const actOf = (intent: string | null): Act | null => ACTS.find((act) => act.intent === intent) ?? null;

interface ActFormProps {
  act: Act;
  person: Person;
  proof: PeopleList["proof"];
  answer: { sentence: string | null; fields: Readonly<Record<string, string>>; values: { role: string } | null } | null;
}

export function ActForm({ act, person, proof, answer }: ActFormProps) {
  return (
    <Form method="post" className="act-form">
      <input type="hidden" name="id" value={person.id} />
      <p>{act.words(person.name, person)}</p>
      <FormNote sentence={answer?.sentence} title="Nothing was changed" />
      {act.intent === "role" ? (
        <div className="field">
          <label htmlFor="act-role">Role</label>
          <select id="act-role" name="role" defaultValue={answer?.values?.role || person.role}>
            {USER_ROLES.map((role) => (
              <option key={role} value={role}>
                {ROLE_WORDS[role]}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      <ProofField proof={proof} of="act" error={answer?.fields["proof"]} />
      <SubmitButton words={act.button} name="intent" value={act.intent} />
    </Form>
  );
}
