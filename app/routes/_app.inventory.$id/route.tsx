import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from "@remix-run/react";
import { Band } from "#app/components/layout/band.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { DoneNote } from "#app/components/stock/done-note.tsx";
import { FormNote } from "#app/components/stock/form-note.tsx";
import { isLongName, sayCopy } from "#app/components/stock/stock-words.ts";
import { formatCount } from "#app/lib/format.ts";
import { shelfInput } from "#server/contracts/stock.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { type Act, ActBar, ActForm, ACTS } from "./act-forms.tsx";
import { FactsBlock, LedgerBlock } from "./shelf-blocks.tsx";
import { takeAct } from "./take-act.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.page.shelf.title ?? "Record"} · Inventory · Misty` }];

const SAVED = { price: "The price is saved.", plan: "The plan is saved.", record: "The record is saved.", new: "The record is there. Receive the first copies, or come back to it later." } as const;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const asked = shelfInput.safeParse({ id: params["id"], act: search.get("done") ?? undefined, cursor: search.get("cursor") ?? undefined });
  if (!asked.success) throw Response.json({ sentence: "There is no such record on the shelf.", fields: {}, requestId: context.requestId, unexpected: false }, { status: 404 });
  const caller = await callerFor(request, context);
  const page = await caller.stock.shelf(asked.data);
  const act: Act = ACTS.find((known) => known === search.get("act")) ?? "count";
  const saved = search.get("saved") ?? "";
  return {
    page,
    act,
    done: asked.data.act ?? null,
    saved: Object.hasOwn(SAVED, saved) ? SAVED[saved as keyof typeof SAVED] : null,
    choices: page.mayWork && act === "record" ? await caller.catalogue.choices() : null,
    formKey: crypto.randomUUID(),
    undoKey: crypto.randomUUID(),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  return takeAct(await callerFor(request, context), form);
}

/** A refused form usually reads nothing anew; where somebody was faster, the page shows what they did. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) => actionStatus === 409 || defaultShouldRevalidate;

const ACT_TITLES: Readonly<Record<Act, string>> = { count: "Count", adjust: "Adjust", receive: "Receive", return: "A customer brings it back", price: "Reprice", plan: "Plan", record: "Edit the record" };

/** One place on the shelf: what is there, what to do with it, what happened to it. */
export default function ShelfPage() {
  const { page, act, done, saved, choices, formKey, undoKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { shelf, mayWork } = page;
  return (
    <div className={isLongName(shelf.title) ? "page-body list-page inventory long-name" : "page-body list-page inventory"}>
      <Band label={shelf.artist ?? "Inventory"} title={shelf.title} figure={shelf.onHand === null ? "–" : formatCount(shelf.onHand)}>
        <p>{[shelf.catalogueNumber, sayCopy(shelf), sayOnHand(shelf.onHand)].filter(Boolean).join(" · ")}</p>
      </Band>
      {page.done && done ? <DoneNote done={page.done} act={done} formKey={undoKey} mayWork={mayWork} /> : null}
      {saved ? (
        <p className="note hollow" role="status">
          <b>{saved}</b>
        </p>
      ) : null}
      {answer?.intent === "undo" ? <FormNote sentence={answer.sentence} title="Not undone" /> : null}
      <div className="shelf-columns">
        <div className="at-act">
          {mayWork ? (
            <Block track="A1" title={ACT_TITLES[act]}>
              <ActBar act={act} />
              <ActForm act={act} page={page} choices={choices} formKey={formKey} answer={answer} />
            </Block>
          ) : (
            <p className="quiet">Stock is changed by buyers, managers and admins.</p>
          )}
        </div>
        <div className="at-facts">
          <FactsBlock page={page} />
        </div>
        <div className="at-ledger">
          <LedgerBlock page={page} formKey={undoKey} />
        </div>
      </div>
    </div>
  );
}

const sayOnHand = (onHand: number | null): string => (onHand === null ? "never counted" : onHand === 1 ? "copy on hand" : "copies on hand");

export const ErrorBoundary = ErrorPage;
