import { Form } from "@remix-run/react";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import type { OutboxList } from "#app/lib/api-types.ts";
import type { OutboxAct } from "#server/contracts/outbox.ts";

type Email = OutboxList["emails"][number];

/** What may be decided about a mail in each state, with the words of its button. */
const ACTS: Readonly<Partial<Record<Email["status"], readonly { act: OutboxAct; words: string }[]>>> = {
  queued: [{ act: "cancel", words: "Cancel" }],
  failed: [{ act: "retry", words: "Send again" }, { act: "cancel", words: "Cancel" }],
  unknown: [{ act: "arrived", words: "It arrived" }, { act: "retry", words: "Send again" }, { act: "cancel", words: "Leave it" }],
};

/** A mail's subject, what went wrong, its text, and what a person decides. */
export function MailCell({ email, when }: { email: Email; when: (at: Date) => string }) {
  const acts = ACTS[email.status] ?? [];
  return (
    <div className="act-cell">
      <b>{email.subject}</b>
      {email.error ? <p className="small">{email.error}</p> : null}
      {email.status === "unknown" ? <p className="small quiet">It may have arrived. Ask, or look at the provider, before it is sent again.</p> : null}
      {email.status === "queued" && email.nextAttemptAt ? <p className="small quiet">Tried again {when(email.nextAttemptAt)}.</p> : null}
      <details className="act-details">
        <summary>
          Text<span className="sr"> of {email.subject}</span>
        </summary>
        <p className="mail-text">{email.bodyText}</p>
        {email.providerAnswer ? <p className="quiet">{email.transport === "file" ? `File ${email.providerAnswer}` : `Answer: ${email.providerAnswer}`}{email.sentAt ? `, ${when(email.sentAt)}` : ""}</p> : null}
      </details>
      {acts.length > 0 ? (
        <Form method="post" className="mail-acts" aria-label={`Decide about ${email.subject}`}>
          <input type="hidden" name="id" value={email.id} />
          {acts.map(({ act, words }) => (
            <SubmitButton key={act} plain words={words} name="act" value={act} />
          ))}
        </Form>
      ) : null}
    </div>
  );
}
