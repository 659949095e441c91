import { ADMINS, MANAGERS, STOCK_DESK } from "#db/policies.ts";
import { listBudgets } from "#db/queries/agents/budgets.ts";
import { listBrokenImports, listEndingInvitations, listFailedJobs, readMissedTitles, readStalePayments, readStuckMails } from "#db/queries/needs-you.ts";
import { readShop } from "#db/queries/shop.ts";
import { withSystem } from "#db/rls.ts";
import { addDays, todayIn } from "../contracts/calendar.ts";
import { orderHref } from "../contracts/links.ts";
import { sayDollars } from "../services/agent-runs/refuse-over-budget.ts";
import type { TrpcContext } from "../trpc/context.ts";
import { personProcedure, router } from "../trpc/procedures.ts";

/** Something that waits for this person. */
export interface NeedsYouEntry {
  id: string;
  kind: "import_failed" | "import_withdrawn" | "out_of_stock" | "payment_pending" | "mail_stuck" | "job_failed" | "invitation_ending" | "ai_budget";
  severity: "high" | "medium" | "low";
  title: string;
  detail: string | null;
  since: Date;
  href: string | null;
}

const DAY_MS = 86_400_000;
const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS);

const RANK = { high: 0, medium: 1, low: 2 } as const;
const count = (value: number, one: string, many: string): string => `${value.toLocaleString("en")} ${value === 1 ? one : many}`;

/** What is read with the person's own rights; each part only for who can act on it. */
function readOwn(ctx: TrpcContext, may: { stock: boolean; payments: boolean }): Promise<NeedsYouEntry[]> {
  return ctx.rls(
    async (tx) => {
      const entries: NeedsYouEntry[] = [];
      if (may.stock) {
        for (const batch of await listBrokenImports(tx, daysBefore(ctx.now, 14))) {
          const failed = batch.status === "failed";
          entries.push({
            id: `import-${batch.id}`,
            kind: failed ? "import_failed" : "import_withdrawn",
            severity: failed ? "high" : "medium",
            title: failed ? `${batch.fileName} could not be imported` : `The import of ${batch.fileName} did not finish`,
            detail: batch.error ?? (failed ? null : "It was interrupted, and nothing of it was kept. Import the file again."),
            since: batch.since,
            href: `/imports/${batch.id}`,
          });
        }
        const today = todayIn((await readShop(tx)).timeZone, ctx.now);
        const missed = await readMissedTitles(tx, { from: addDays(today, -29), to: today });
        if (missed) {
          const rest = missed.count - missed.titles.length;
          entries.push({
            id: "out-of-stock",
            kind: "out_of_stock",
            severity: "medium",
            title: `${count(missed.count, "title that sells is", "titles that sell are")} out of stock`,
            detail: `${missed.titles.join(", ")}${rest > 0 ? ` and ${rest.toLocaleString("en")} more` : ""}. Nothing is on order.`,
            since: missed.since,
            href: "/rows/out_of_stock",
          });
        }
      }
      const stale = may.payments ? await readStalePayments(tx, daysBefore(ctx.now, 7)) : null;
      if (stale) {
        entries.push({
          id: "payments-pending",
          kind: "payment_pending",
          severity: "medium",
          title: `${count(stale.count, "payment has", "payments have")} been pending for over a week`,
          detail: `The oldest belongs to order ${stale.orderNumber.toLocaleString("en")}.`,
          since: stale.since,
          href: orderHref(stale.orderNumber),
        });
      }
      for (const { status, count: mails, since } of may.payments ? await readStuckMails(tx) : []) {
        const isUnknown = status === "unknown";
        entries.push({
          id: `mails-${status}`,
          kind: "mail_stuck",
          severity: isUnknown ? "high" : "medium",
          title: isUnknown ? `Of ${count(mails, "mail", "mails")} nobody knows whether ${mails === 1 ? "it" : "they"} arrived` : `${count(mails, "mail", "mails")} could not be sent`,
          detail: isUnknown ? "They are not sent again by themselves: say what became of them." : "Every try failed. Look at the reason, then try again.",
          since,
          href: `/outbox?status=${status}`,
        });
      }
      return entries;
    },
    { readOnly: true },
  );
}

/** What no signed-in role may read itself, for those who run the place. */
function readOfSystem(ctx: TrpcContext, may: { invitations: boolean }): Promise<NeedsYouEntry[]> {
  return withSystem(
    ctx.runtime.db,
    "needs you: failed jobs, ending invitations and budgets",
    async (tx) => {
      const jobs = await listFailedJobs(tx, daysBefore(ctx.now, 7));
      const invitations = may.invitations ? await listEndingInvitations(tx, ctx.now, daysBefore(ctx.now, -1)) : [];
      const budgets = may.invitations ? (await listBudgets(tx, ctx.now)).filter(({ isNear }) => isNear) : [];
      return [
        ...budgets.map((budget): NeedsYouEntry => ({
          id: `budget-${budget.id}`,
          kind: "ai_budget",
          severity: budget.isUsedUp && budget.stops ? "high" : "medium",
          title: `${budget.userId === null ? "The month's budget for AI" : `The month's budget for AI of ${budget.person ?? "a person"}`} is ${budget.isUsedUp ? "used up" : `${budget.percent} % used`}`,
          detail: `${sayDollars(budget.spentUsd)} of ${sayDollars(budget.monthlyUsd)}.${budget.isUsedUp && budget.stops ? " Questions are refused until it is raised or the month ends." : ""}`,
          since: ctx.now,
          href: "/admin/ai/budgets",
        })),
        ...jobs.map((job): NeedsYouEntry => ({ id: `job-${job.name}`, kind: "job_failed", severity: "high", title: `A job failed: ${job.name}`, detail: job.count > 1 ? `${job.count.toLocaleString("en")} times in the last 7 days.` : null, since: job.since, href: may.invitations ? "/admin/system" : null })),
        ...invitations.map((invitation): NeedsYouEntry => ({ id: `invitation-${invitation.id}`, kind: "invitation_ending", severity: "low", title: `The invitation of ${invitation.name} ends within a day`, detail: null, since: invitation.endsAt, href: "/admin/users" })),
      ];
    },
    { readOnly: true },
  );
}

export const needsYouRouter = router({
  /** What waits for the person, gravest first, then newest; empty when nothing does. */
  list: personProcedure.query(async ({ ctx }) => {
    const { role } = ctx.person;
    const may = { stock: STOCK_DESK.includes(role), payments: MANAGERS.includes(role), invitations: ADMINS.includes(role) };
    const own = may.stock || may.payments ? await readOwn(ctx, may) : [];
    const ofSystem = MANAGERS.includes(role) ? await readOfSystem(ctx, may) : [];
    return [...own, ...ofSystem].sort((a, b) => RANK[a.severity] - RANK[b.severity] || b.since.getTime() - a.since.getTime());
  }),
});
