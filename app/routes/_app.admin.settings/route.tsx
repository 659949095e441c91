import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useRevalidator, useSearchParams } from "@remix-run/react";
import { useEffect } from "react";
import { AdminTabs } from "#app/components/admin/admin-tabs.tsx";
import { Band } from "#app/components/layout/band.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { DoneLine } from "#app/components/layout/done-line.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import type { FormAnswer } from "#app/lib/form-answer.server.ts";
import { textsOf } from "#app/lib/form-answer.server.ts";
import { paths } from "#app/lib/paths.ts";
import { setCookies } from "#app/lib/set-cookies.server.ts";
import { parseForm, takeAct } from "#server/auth/account-route.ts";
import { currencies, saveSettingsInput, testMailInput, timeZones } from "#server/contracts/settings.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { MailForm, PlaceboForm, TestMailForm } from "./mail-forms.tsx";
import { RetentionForm, ShopForm, SignInForm, StockForm } from "./shop-forms.tsx";
import { ZoneNote } from "./zone-note.tsx";

export const meta: MetaFunction = () => [{ title: "Settings · Admin · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const page = await (await callerFor(request, context)).settings.page();
  // Lists of this machine, with what is set even where it does not know it.
  return { page, zones: [...new Set([page.values.timeZone, ...timeZones()])].sort(), currencies: [...new Set([page.values.currency, ...currencies()])].sort() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const values = textsOf(await request.formData());
  const group = values["group"] ?? "";
  let later = false;
  const outcome = await takeAct(request, context, values["proof"], async () => {
    const { settings } = await callerFor(request, context);
    if (group === "test") await settings.sendTestMail(parseForm(testMailInput, values));
    else ({ later } = await settings.save(parseForm(saveSettingsInput, values)));
  });
  const headers = setCookies(outcome.cookies);
  if (outcome.done) return redirect(paths.settings(new URLSearchParams({ saved: later ? "later" : group })), { headers });
  const { proof: _proof, ...typed } = values;
  const answer: FormAnswer = { intent: group, sentence: outcome.sentence, fields: outcome.fields, values: typed, conflict: outcome.status === 409 };
  return data(answer, { status: outcome.status, headers });
}

const SAVED: Readonly<Record<string, string>> = {
  shop: "The shop's name and time are saved, and hold from now on.",
  stock: "The threshold is saved, and holds from now on.",
  mail: "How mails look is saved.",
  placebo: "Placebo mode is saved, and holds for the next mail.",
  signIn: "The rules of signing in are saved.",
  activity: "How long activity is kept is saved.",
  test: "The test mail is in the outbox.",
  later: "It is saved. The new time zone holds as soon as all days are counted anew.",
};

const LOOK_AGAIN_MS = 4_000;

/** The forms that need nothing but the page, in their order. */
const FORMS = [
  { track: "A2", title: "Stock", forms: [["stock", StockForm]] },
  { track: "B1", title: "Placebo mode", forms: [["placebo", PlaceboForm]] },
  { track: "B2", title: "Mails", forms: [["mail", MailForm], ["test", TestMailForm]] },
  { track: "C1", title: "Signing in", forms: [["signIn", SignInForm]] },
  { track: "C2", title: "Activity", forms: [["activity", RetentionForm]] },
] as const;

/** How the shop is called and counts, how mails leave, how people sign in, and what is kept. */
export default function SettingsPage() {
  const { page, zones, currencies: codes } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const [search] = useSearchParams();
  const saved = SAVED[search.get("saved") ?? ""];
  const { revalidate } = useRevalidator();
  const waits = (page.zoneJob !== null && page.zoneJob.state !== "failed") || page.testMail?.status === "queued" || page.testMail?.status === "sending";
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(revalidate, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [waits, revalidate]);
  const of = (group: string) => (answer?.intent === group ? answer : null);
  const { model } = page;
  return (
    <>
      <AdminTabs />
      <div className="page-body list-page admin">
        <Band label="Settings" title={page.values.shopName}>
          <p>
            Counts in {page.values.currency}, by the days of {page.values.timeZone.replaceAll("_", " ")}. A change holds at once, for everybody and in every process.
          </p>
        </Band>
        <DoneLine words={answer ? null : saved} />
        <ZoneNote job={page.zoneJob} />
        <div className="settings-grid">
          <Block track="A1" title="The shop">
            <ShopForm page={page} zones={zones} currencies={codes} answer={of("shop")} />
          </Block>
          {FORMS.map(({ track, title, forms }) => (
            <Block key={track} track={track} title={title}>
              {forms.map(([group, Form]) => (
                <Form key={group} page={page} answer={of(group)} />
              ))}
            </Block>
          ))}
          <Block track="C3" title="Models and budgets">
            <dl className="facts admin-facts">
              <div>
                <dt>Model</dt>
                <dd>{model.provider === "offline" ? "the built-in offline model" : `${model.id} (${model.provider})`}</dd>
              </div>
              <div>
                <dt>State</dt>
                <dd>{model.notice ?? (model.state === "unknown" ? "has not answered since the start" : model.provider === "offline" ? "answers by the words of a question, without a network" : "answers")}</dd>
              </div>
            </dl>
            <p className="quiet small">Models are chosen where the program is started (AI_PROVIDER, AI_MODEL and the keys), not here: a change needs a new start.</p>
            <p className="acts">
              <Link className="btn" to={paths.aiBudgets}>
                Budgets and prices
              </Link>
            </p>
          </Block>
        </div>
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
