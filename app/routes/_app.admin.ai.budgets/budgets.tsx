import { Form, Link } from "@remix-run/react";
import { formatUsd } from "#app/components/admin/ai-words.ts";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { Field } from "#app/components/form/field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { FormNote } from "#app/components/stock/form-note.tsx";
import type { AiMoney } from "#app/lib/api-types.ts";
import type { FormAnswer } from "#app/lib/form-answer.server.ts";
import { formatCount } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { RowActs } from "./row-acts.tsx";

type Budget = AiMoney["budgets"][number];

const nameOf = (budget: Budget): string => (budget.userId === null ? "The whole shop" : (budget.person ?? "A person"));
const sayUsed = (budget: Budget): string => `${formatCount(budget.percent)} %`;
const runsOf = (budget: Budget): string => paths.aiRuns(new URLSearchParams({ p: "mtd", ...(budget.userId ? { person: budget.userId } : {}) }));

/** Each budget with what was spent of it this month. */
export function BudgetTable({ budgets }: { budgets: readonly Budget[] }) {
  if (budgets.length === 0) return <p className="quiet">There is no budget: nothing warns and nothing stops.</p>;
  const uncounted = budgets.find((budget) => budget.userId === null)?.uncounted ?? 0;
  return (
    <>
      <DataTable
        caption="Budgets of this month"
        rows={budgets}
        keyOf={(budget) => budget.id}
        meta={(budget) => `${formatUsd(budget.spentUsd)} of ${formatUsd(budget.monthlyUsd)}, ${sayUsed(budget)} · ${budget.stops ? "stops" : "only warns"}`}
        columns={[
          { head: "For", cell: (budget) => <b>{nameOf(budget)}</b> },
          {
            head: "Spent",
            numeric: true,
            cell: (budget) => (
              <Link to={runsOf(budget)} title={budget.uncounted > 0 ? `Without ${formatCount(budget.uncounted)} whose cost nobody knows` : undefined}>
                {formatUsd(budget.spentUsd)}
              </Link>
            ),
          },
          { head: "Of", numeric: true, cell: (budget) => formatUsd(budget.monthlyUsd) },
          { head: "Used", numeric: true, cell: (budget) => (budget.isNear ? <span className="state open">{sayUsed(budget)}</span> : sayUsed(budget)) },
          { head: "Warns at", numeric: true, cell: (budget) => `${budget.warnPercent} %` },
          { head: "Then", cell: (budget) => (budget.stops ? "stops" : "only warns") },
          { head: "Do", numeric: true, amount: true, cell: (budget) => <RowActs kind="budget" id={budget.id} of={nameOf(budget)} /> },
        ]}
      />
      <p className="quiet small">
        A month of the shop's time zone. Answers that were cut count by the newest price of their model{uncounted > 0 ? `; ${formatCount(uncounted)} of a model without any price are in no budget` : ""}. Questions that are being answered when a budget ends are answered to their end, so it can be overshot by those.
      </p>
    </>
  );
}

interface BudgetFormProps {
  budget: Budget | null;
  money: AiMoney;
  answer: FormAnswer | null;
}

export function BudgetForm({ budget, money, answer }: BudgetFormProps) {
  const taken = new Set(money.budgets.map(({ userId }) => userId));
  const typed = (name: string, set: string): string => answer?.values[name] ?? set;
  return (
    <Form method="post" className="act-form" preventScrollReset>
      {budget ? (
        <>
          <input type="hidden" name="id" value={budget.id} />
          <input type="hidden" name="seen" value={answer && !answer.conflict ? typed("seen", budget.updatedAt) : budget.updatedAt} />
        </>
      ) : null}
      <FormNote sentence={answer?.sentence} />
      {budget ? null : (
        <div className="field">
          <label htmlFor="userId">For</label>
          <select id="userId" name="userId" defaultValue={typed("userId", "")} aria-invalid={answer?.fields["userId"] ? true : undefined} aria-describedby={answer?.fields["userId"] ? "userId-error" : undefined}>
            {taken.has(null) && typed("userId", "x") !== "" ? null : <option value="">The whole shop</option>}
            {money.people
              .filter(({ id }) => !taken.has(id) || typed("userId", "") === id)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </select>
          {answer?.fields["userId"] ? (
            <p className="wrong" id="userId-error">
              {answer.fields["userId"]}
            </p>
          ) : null}
        </div>
      )}
      <Field name="monthlyUsd" label="US dollars a month" required inputMode="decimal" maxLength={11} autoComplete="off" defaultValue={typed("monthlyUsd", budget?.monthlyUsd ?? "")} error={answer?.fields["monthlyUsd"]} />
      <Field name="warnPercent" label="Warn at, percent" required inputMode="numeric" maxLength={3} autoComplete="off" hint="From there on admins are told on the dashboard and here." defaultValue={typed("warnPercent", String(budget?.warnPercent ?? 80))} error={answer?.fields["warnPercent"]} />
      <label className="check">
        <input type="checkbox" name="stops" defaultChecked={answer ? answer.values["stops"] === "on" : (budget?.stops ?? true)} />
        Refuse questions once it is used up
      </label>
      <SubmitButton words={budget ? "Save the budget" : "Set the budget"} name="intent" value="budget" />
    </Form>
  );
}
