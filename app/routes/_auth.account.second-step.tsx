import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { RecoveryCodes } from "#app/components/account/recovery-codes.tsx";
import { Field } from "#app/components/form/field.tsx";
import { ProofField } from "#app/components/form/proof-field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { Gate } from "#app/components/layout/gate.tsx";
import { GateRefusal } from "#app/components/layout/gate-refusal.tsx";
import { textsOf } from "#app/lib/form-answer.server.ts";
import { paths } from "#app/lib/paths.ts";
import { setCookies } from "#app/lib/set-cookies.server.ts";
import { secondStepPage, takeAct, takeEnrolment, takeSecondStep } from "#server/auth/account-route.ts";

export const meta: MetaFunction = () => [{ title: "Second step · Misty" }];

const NO_FIELDS: Readonly<Record<string, string>> = {};

export const loader = ({ request, context }: LoaderFunctionArgs) => secondStepPage(request, context);

export async function action({ request, context }: ActionFunctionArgs) {
  const values = textsOf(await request.formData());
  const confirms = values["intent"] === "confirm";
  const outcome = await takeAct(request, context, values["proof"], async (person) => (confirms ? takeSecondStep(request, context, person, { kind: "confirm", code: values["code"] ?? "" }) : takeEnrolment(context, person)));
  const headers = setCookies(outcome.cookies);
  if (!outcome.done) return data({ codes: [], sentence: outcome.sentence, fields: outcome.fields }, { status: outcome.status, headers });
  return outcome.codes.length > 0 ? data({ codes: outcome.codes, sentence: null, fields: NO_FIELDS }, { headers }) : redirect(paths.secondStep, { headers });
}

/** Where the second step is switched on: begin, scan, confirm, keep the recovery codes. */
export default function SecondStepPage() {
  const { isOn, isDemo, mustEnrol, proof, scan } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && answer.codes.length > 0) {
    return (
      <Gate>
        <h1>The second step is on</h1>
        <RecoveryCodes codes={answer.codes} />
        <p className="acts">
          <Link className="btn go" to={paths.dashboard()}>
            I have kept them
          </Link>
        </p>
      </Gate>
    );
  }
  if (isOn || isDemo) {
    return (
      <Gate>
        <h1>{isOn ? "The second step is on" : "Not for the demo"}</h1>
        <p className="gate-words">{isOn ? "Recovery codes and switching it off are under Account." : "The demo's people are everybody's, so they sign in without a second step. Invite yourself to try it."}</p>
        <p className="acts">
          <Link className="btn" to={paths.account()}>
            To your account
          </Link>
        </p>
      </Gate>
    );
  }
  return (
    <Gate>
      <h1>A second step</h1>
      {mustEnrol && !scan ? <p className="gate-words"><b>Admins sign in with a second step.</b> The seven days without one are over, so it comes before anything else.</p> : null}
      <GateRefusal title="Not yet" sentence={answer?.sentence ?? undefined} />
      {scan ? (
        <>
          <div className="qr">
            <svg viewBox={`0 0 ${scan.qr.size} ${scan.qr.size}`} role="img" aria-label="QR code for your authenticator app" shapeRendering="crispEdges">
              <path d={scan.qr.path} fill="#000" />
            </svg>
            <div>
              <p>Scan this with an authenticator app, or type the secret into it:</p>
              <p className="secret">{scan.secret}</p>
            </div>
          </div>
          <Form method="post" className="gate-fields">
            <input type="hidden" name="intent" value="confirm" />
            <Field name="code" label="The code it shows" inputMode="numeric" autoComplete="one-time-code" maxLength={10} required error={answer?.fields["code"]} />
            <div className="row">
              <SubmitButton words="Switch it on" />
              {mustEnrol ? null : <Link to={paths.account()}>Not now</Link>}
            </div>
          </Form>
        </>
      ) : (
        <>
          <p className="gate-words">From then on signing in also asks for a code from an app on your telephone, such as Aegis, 2FAS or the one of your password manager.</p>
          <Form method="post" className="gate-fields">
            <ProofField proof={proof} of="begin" error={answer?.fields["proof"]} />
            <div className="row">
              <SubmitButton words="Begin" />
              {mustEnrol ? null : <Link to={paths.account()}>Not now</Link>}
            </div>
          </Form>
        </>
      )}
      {mustEnrol ? (
        <Form method="post" action={paths.logout} className="acts">
          <SubmitButton words="Sign out" plain />
        </Form>
      ) : null}
    </Gate>
  );
}
