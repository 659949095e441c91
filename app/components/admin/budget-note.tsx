import { Link } from "@remix-run/react";
import type { AiUsePage } from "#app/lib/api-types.ts";
import { paths } from "#app/lib/paths.ts";
import { formatUsd } from "./ai-words.ts";

/** Says which budgets of this month are near their end or used up; nothing while none is. */
export function BudgetNote({ budgets }: { budgets: AiUsePage["budgets"] }) {
  const near = budgets.filter(({ isNear }) => isNear);
  if (near.length === 0) return null;
  return (
    <div className="note long" role="status">
      {near.map((budget) => (
        <p key={budget.id}>
          <b>
            {budget.userId === null ? "This month's budget" : `This month's budget of ${budget.person ?? "a person"}`} is {budget.isUsedUp ? "used up" : `${budget.percent} % used`}: {formatUsd(budget.spentUsd)} of {formatUsd(budget.monthlyUsd)}.
          </b>
          {budget.isUsedUp && budget.stops ? "Questions are refused until it is raised or the month ends. " : ""}
          <Link to={paths.aiBudgets}>Look at the budgets</Link>
        </p>
      ))}
    </div>
  );
}
