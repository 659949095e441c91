import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { AdminTabs } from "#app/components/admin/admin-tabs.tsx";
import { AiTabs } from "#app/components/admin/ai-tabs.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { DoneLine } from "#app/components/layout/done-line.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { type FormAnswer, takeForm, textsOf } from "#app/lib/form-answer.server.ts";
import { paths } from "#app/lib/paths.ts";
import { addPriceInput, aiEntryInput, correctPriceInput, saveBudgetInput } from "#server/contracts/ai-use.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { BudgetForm, BudgetTable } from "./budgets.tsx";
import { PriceForm, PriceTable } from "./prices.tsx";

export const meta: MetaFunction = () => [{ title: "Budgets and prices · AI use · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { money: await (await callerFor(request, context)).aiUse.money(), formKey: crypto.randomUUID() };
}

const DONE: Readonly<Record<string, string>> = { budget: "The budget is saved, and holds from the next question on.", price: "The price is saved. Runs keep the cost they had.", removed: "It is removed.", gone: "It was gone already." };

export async function action({ request, context }: ActionFunctionArgs) {
  const values = textsOf(await request.formData());
  const { aiUse } = await callerFor(request, context);
  const take = async (): Promise<{ answer: FormAnswer; status: number; done?: never } | { done: string }> => {
    const intent = values["intent"] ?? "";
    switch (intent) {
      case "remove-price":
      case "remove-budget": {
        const { id } = aiEntryInput.parse(values);
        await (intent === "remove-price" ? aiUse.removePrice({ id }) : aiUse.removeBudget({ id }));
        return { done: "removed" };
      }
      case "budget": {
        const outcome = await takeForm(intent, saveBudgetInput, values, values, (input) => aiUse.saveBudget(input));
        return "result" in outcome ? { done: "budget" } : outcome;
      }
      default: {
        const outcome = values["id"]
          ? await takeForm("price", correctPriceInput, values, values, (input): Promise<unknown> => aiUse.correctPrice(input))
          : await takeForm("price", addPriceInput, values, values, (input): Promise<unknown> => aiUse.addPrice(input));
        return "result" in outcome ? { done: "price" } : outcome;
      }
    }
  };
  const outcome = await take().catch((error: unknown) => {
    // Somebody else removed it first.
    if (error instanceof Response && error.status === 404) return { done: "gone" };
    throw error;
  });
  return outcome.done === undefined ? data(outcome.answer, { status: outcome.status }) : redirect(`${paths.aiBudgets}?done=${outcome.done}`);
}

/** What may be spent on models in a month, and what they cost. */
export default function AiBudgetsPage() {
  const { money, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const [search] = useSearchParams();
  const of = (intent: string) => (answer?.intent === intent ? answer : null);
  const budget = money.budgets.find(({ id }) => id === (of("budget")?.values["id"] ?? search.get("budget"))) ?? null;
  const price = money.prices.find(({ id }) => id === (of("price")?.values["id"] ?? search.get("price"))) ?? null;
  const done = DONE[search.get("done") ?? ""];
  return (
    <>
      <AdminTabs />
      <div className="page-head">
        <div>
          <p className="label">AI use</p>
          <h1>Budgets and prices</h1>
        </div>
        <AiTabs />
      </div>
      <div className="page-body list-page admin">
        <DoneLine words={answer ? null : done} />
        <Block track="A1" title="Budgets of this month">
          <BudgetTable budgets={money.budgets} />
        </Block>
        <Block track="A2" title={budget ? `Change the budget of ${budget.person ?? "the whole shop"}` : "New budget"} tools={budget ? <Link to={paths.aiBudgets}>New instead</Link> : null}>
          <BudgetForm key={budget ? `${budget.id} ${budget.updatedAt}` : of("budget") ? "again" : formKey} budget={budget} money={money} answer={of("budget")} />
        </Block>
        <Block track="B1" title="Prices, US dollars per million tokens">
          <PriceTable prices={money.prices} />
          {money.unpriced.length > 0 ? <p className="quiet small">Without a price: {money.unpriced.join(", ")}. What they answer has an unknown cost.</p> : null}
        </Block>
        <Block track="B2" title={price ? `Correct the price of ${price.model}` : "New price"} tools={price ? <Link to={paths.aiBudgets}>New instead</Link> : null}>
          <PriceForm key={price ? `${price.id} ${price.updatedAt}` : (of("price")?.values["key"] ?? formKey)} formKey={formKey} price={price} money={money} answer={of("price")} />
        </Block>
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
