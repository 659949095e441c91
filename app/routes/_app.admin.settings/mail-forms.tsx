import { Form } from "@remix-run/react";
import { Field } from "#app/components/form/field.tsx";
import { ProofField } from "#app/components/form/proof-field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { FormNote } from "#app/components/stock/form-note.tsx";
import { SettingsForm, type SettingsFormProps, typedOr } from "./settings-form.tsx";

export function MailForm({ page, answer }: SettingsFormProps) {
  const { values } = page;
  const error = (name: string) => answer?.fields[name];
  return (
    <SettingsForm page={page} answer={answer} group="mail" words="Save the mails">
      <Field name="mailFromName" label="From, as readers see it" maxLength={80} autoComplete="off" hint={`Empty: ${values.shopName}.`} defaultValue={typedOr(answer, "mailFromName", values.mailFromName)} error={error("mailFromName")} />
      <Field name="mailReplyTo" label="Answers go to" type="email" maxLength={254} autoComplete="off" hint="Empty: to the account that sends." defaultValue={typedOr(answer, "mailReplyTo", values.mailReplyTo)} error={error("mailReplyTo")} />
      <Field name="emailsPerSecond" label="Mails per second, at most" required inputMode="decimal" maxLength={7} autoComplete="off" defaultValue={typedOr(answer, "emailsPerSecond", values.emailsPerSecond)} error={error("emailsPerSecond")} />
    </SettingsForm>
  );
}

export function PlaceboForm({ page, answer }: SettingsFormProps) {
  const { values, mail, proof } = page;
  const error = (name: string) => answer?.fields[name];
  const isOn = answer ? answer.values["placeboOn"] === "on" : values.placeboOn;
  const where = mail.inForce.address ? `every mail goes to ${mail.inForce.address}` : "mails are written to files in the data directory";
  return (
    <>
      <p className={mail.inForce.on ? "state" : "state done"}>{mail.inForce.on ? `On: ${where}, and nobody else gets one.` : "Off: mails go to whom they are written to."}</p>
      {mail.modeLocked && mail.addressLocked ? (
        <p className="quiet small">PLACEBO_MODE and PLACEBO_EMAIL decide this where the program is started.</p>
      ) : (
        <SettingsForm page={page} answer={answer} group="placebo" words="Save placebo mode">
          {mail.modeLocked ? (
            <>
              <p className="hint quiet">PLACEBO_MODE decides whether it is on, where the program is started.</p>
              {values.placeboOn ? <input type="hidden" name="placeboOn" value="on" /> : null}
            </>
          ) : (
            <div className="field">
              <label className="check">
                <input type="checkbox" name="placeboOn" defaultChecked={isOn} aria-describedby={error("placeboOn") ? "placebo-error" : "placebo-hint"} />
                Placebo mode is on
              </label>
              {error("placeboOn") ? (
                <p className="wrong" id="placebo-error">
                  {error("placeboOn")}
                </p>
              ) : null}
              <p className="hint" id="placebo-hint">
                Before it goes off, a test mail of the last 24 hours must have left.
              </p>
            </div>
          )}
          {mail.addressLocked ? (
            <>
              <p className="hint quiet">PLACEBO_EMAIL decides where mails go, where the program is started.</p>
              <input type="hidden" name="placeboAddress" value={values.placeboAddress ?? ""} />
            </>
          ) : (
            <Field name="placeboAddress" label="Send every mail to" type="email" maxLength={254} autoComplete="off" hint="One address, while placebo mode is on. Empty: mails are written to files." defaultValue={typedOr(answer, "placeboAddress", values.placeboAddress)} error={error("placeboAddress")} />
          )}
          <ProofField proof={proof} of="placebo" error={error("proof")} />
        </SettingsForm>
      )}
    </>
  );
}

const ARRIVED = { queued: "waits in the outbox", sending: "is on its way", sent: "left", written: "was written to a file", failed: "could not be sent", unknown: "may have left; nobody can say", suppressed: "was held back", cancelled: "was taken back" } as const;

export function TestMailForm({ page, answer }: SettingsFormProps) {
  const { testMail, mail } = page;
  return (
    <Form method="post" className="act-form test-mail" preventScrollReset>
      <input type="hidden" name="group" value="test" />
      <FormNote sentence={answer?.sentence} />
      <Field
        name="address"
        label="Send a test mail to"
        type="email"
        required
        maxLength={254}
        autoComplete="email"
        hint={mail.transport === "file" ? "There is no mail account (EMAILJS_), so it is written to a file." : mail.inForce.on ? "Placebo mode is on, so it goes where every mail goes." : "It leaves like any other mail."}
        defaultValue={typedOr(answer, "address", null)}
        error={answer?.fields["address"]}
      />
      {testMail ? (
        <p role="status">
          The test mail to {testMail.recipient} {ARRIVED[testMail.status as keyof typeof ARRIVED] ?? testMail.status}
          {testMail.error ? `: ${testMail.error}` : ""}.
        </p>
      ) : null}
      <SubmitButton words="Send a test mail" plain />
    </Form>
  );
}
