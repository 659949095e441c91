import { data, redirect } from "@remix-run/node";
import { type FormAnswer, takeForm, textsOf } from "#app/lib/form-answer.server.ts";
import { paths } from "#app/lib/paths.ts";
import { editAlbumInput, repriceInput } from "#server/contracts/albums.ts";
import { adjustInput, countInput, planInput, receiveInput, returnInput, undoInput } from "#server/contracts/stock.ts";
import type { callerFor } from "#server/trpc/caller.ts";

type Caller = Awaited<ReturnType<typeof callerFor>>;

/** Where to go after an act: to the place, with what was done. */
const doneAt = ({ inventoryId, act }: { inventoryId: string; act: string }) => `${paths.inventoryRow(inventoryId)}?${new URLSearchParams({ done: act }).toString()}`;
const savedAt = (id: string, what: string) => `${paths.inventoryRow(id)}?${new URLSearchParams({ saved: what }).toString()}`;

async function run(caller: Caller, intent: string, values: Record<string, string>): Promise<{ to: string } | { answer: FormAnswer; status: number }> {
  const then = async <R>(taken: Promise<{ result: R } | { answer: FormAnswer; status: number }>, address: (result: R) => string) => {
    const outcome = await taken;
    return "result" in outcome ? { to: address(outcome.result) } : outcome;
  };
  switch (intent) {
    case "count":
      return then(takeForm(intent, countInput, values, values, (input) => caller.stock.count(input)), doneAt);
    case "adjust": {
      const quantity = values["direction"] === "off" ? `-${(values["quantity"] ?? "").trim()}` : values["quantity"];
      return then(takeForm(intent, adjustInput, { ...values, quantity }, values, (input) => caller.stock.adjust(input)), doneAt);
    }
    case "receive": {
      const { shelf, quantity, unitCost } = values;
      return then(takeForm(intent, receiveInput, { key: values["key"], note: values["note"], lines: [{ shelf, quantity, unitCost }] }, values, (input) => caller.stock.receive(input)), doneAt);
    }
    case "return":
      return then(takeForm(intent, returnInput, values, values, (input) => caller.stock.takeBack(input)), doneAt);
    case "undo":
      return then(takeForm(intent, undoInput, values, values, (input) => caller.stock.undo(input)), doneAt);
    case "price":
      return then(takeForm(intent, repriceInput, values, values, (input) => caller.catalogue.reprice(input)), ({ inventoryId }) => savedAt(inventoryId, "price"));
    case "plan":
      return then(takeForm(intent, planInput, values, values, (input) => caller.stock.plan(input)), ({ inventoryId }) => savedAt(inventoryId, "plan"));
    case "record":
      return then(takeForm(intent, editAlbumInput, values, values, (input) => caller.catalogue.editAlbum(input)), () => savedAt(values["shelf"] ?? values["albumId"] ?? "", "record"));
    default:
      return { answer: { intent, sentence: "This form is not known here. Load the page again.", fields: {}, values, conflict: false }, status: 400 };
  }
}

/** Does what one of the page's forms asks: on to the place with what was done, or back to the form with why not. */
export async function takeAct(caller: Caller, form: FormData) {
  const values = textsOf(form);
  const intent = values["intent"] ?? "";
  const outcome = await run(caller, intent, values);
  if ("to" in outcome) return redirect(outcome.to);
  const { title, artist, barcode, albumId } = values;
  const isTwin = intent === "record" && outcome.answer.conflict && Object.keys(outcome.answer.fields).length > 0;
  const twins = isTwin ? await caller.catalogue.twins({ title: title ?? "", artist, barcode, except: albumId }) : [];
  return data({ ...outcome.answer, twins }, { status: outcome.status });
}
