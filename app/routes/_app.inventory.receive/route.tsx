import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { addLine, type BoxLine, pickFound, readLines, toLine } from "#app/components/stock/box.ts";
import { DoneNote } from "#app/components/stock/done-note.tsx";
import { FormNote } from "#app/components/stock/form-note.tsx";
import { takeForm, textsOf } from "#app/lib/form-answer.server.ts";
import { paths } from "#app/lib/paths.ts";
import { actInput, receiveInput, shelfInput, undoInput } from "#server/contracts/stock.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { type BoxAnswer, BoxForm } from "./box-form.tsx";

export const meta: MetaFunction = () => [{ title: "Receive a box · Inventory · Misty" }];

type Caller = Awaited<ReturnType<typeof callerFor>>;

/** The place as the first line of a box; null where nothing has that id. */
async function lineOf(caller: Caller, id: string): Promise<BoxLine | null> {
  const asked = shelfInput.safeParse({ id });
  if (!asked.success) return null;
  const { shelf } = await caller.stock.shelf(asked.data);
  return toLine({ ...shelf, id: shelf.inventoryId ?? shelf.albumId });
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const caller = await callerFor(request, context);
  const [{ mayWork }, choices, shop] = await Promise.all([caller.suppliers.list(), caller.catalogue.choices(), caller.session.shop()]);
  const asked = actInput.safeParse({ act: search.get("done") });
  const shelf = search.get("shelf");
  const line = shelf ? await lineOf(caller, shelf) : null;
  return {
    mayWork,
    suppliers: choices.suppliers,
    currency: shop.currency,
    first: line ? [line] : [],
    done: asked.success ? { act: asked.data.act, what: await caller.stock.act(asked.data) } : null,
    formKey: crypto.randomUUID(),
    undoKey: crypto.randomUUID(),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const caller = await callerFor(request, context);
  const values = textsOf(form);
  const lines = readLines(form);
  const box = (more: Partial<BoxAnswer> & { undo?: string }) => ({ sentence: "", fields: {}, values, lines, found: [], undo: "", ...more });
  const intent = values["intent"];
  if (intent === "undo") {
    const outcome = await takeForm(intent, undoInput, values, values, (input) => caller.stock.undo(input));
    return "result" in outcome ? redirect(`${paths.inventoryReceive()}?done=${outcome.result.act}`) : data(box({ undo: outcome.answer.sentence }), { status: outcome.status });
  }
  if (intent === "receive") {
    const raw = { key: values["key"], supplierId: values["supplierId"], note: values["note"], lines: lines.map(({ shelf, quantity, unitCost }) => ({ shelf, quantity, unitCost })) };
    const outcome = await takeForm(intent, receiveInput, raw, values, (input) => caller.stock.receive(input));
    if ("result" in outcome) return redirect(`${paths.inventoryReceive()}?done=${outcome.result.act}`);
    const { sentence, fields, values: typed } = outcome.answer;
    return data(box({ sentence: fields["lines"] ?? sentence, fields, values: typed }), { status: outcome.status });
  }
  // What the page does by itself where it has a script.
  const { drop, choose } = values;
  if (drop) return data(box({ lines: lines.filter(({ shelf }) => shelf !== drop) }));
  if (choose) {
    const line = await lineOf(caller, choose);
    return data(box({ lines: line ? addLine(lines, line) : lines }));
  }
  const text = (values["find"] ?? "").trim();
  const found = text === "" ? [] : await caller.stock.find({ text });
  const meant = pickFound(found);
  if (meant) return data(box({ lines: addLine(lines, toLine(meant)) }));
  return data(box({ found, sentence: text !== "" && found.length === 0 ? `Nothing fits “${text}”. Add it as a new record first.` : "" }));
}

/** A delivery, record by record, booked in as one. */
export default function ReceivePage() {
  const { mayWork, suppliers, currency, first, done, formKey, undoKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  return (
    <>
      <div className="page-head">
        <div>
          <p className="label">Inventory</p>
          <h1>Receive a box</h1>
        </div>
      </div>
      <div className="page-body inventory">
        {done ? <DoneNote done={done.what} act={done.act} formKey={undoKey} mayWork={mayWork} /> : null}
        <FormNote sentence={answer?.undo} title="Not undone" />
        <Block track="A1" title="What is in it" tools={<Link to={paths.inventory()}>The shelf</Link>}>
          {mayWork ? <BoxForm key={done?.act ?? "open"} first={first} suppliers={suppliers} currency={currency} formKey={formKey} done={done?.act ?? null} answer={answer} /> : <p className="quiet">Stock is changed by buyers, managers and admins.</p>}
        </Block>
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
