import type { Tx } from "#db/client.ts";
import { ACTIVITY_CATEGORIES, ACTIVITY_RESULTS } from "#db/enums.ts";
import { ADMINS, MANAGERS } from "#db/policies.ts";
import type { BlockColumn, BlockData } from "#db/queries/analytics/block.ts";
import { countUnsealed, readChainHead, readStoredDetails } from "#db/queries/activity/read-chain.ts";
import { countLogByAction, countLogByActor, countLogOverTime, findWordsFrom, type LogFilter, MOST_SEARCHED, searchLog } from "#db/queries/activity/search-log.ts";
import { readNewestJob } from "#db/job-queue.ts";
import { type Person, withSystem } from "#db/rls.ts";
import { ACTIVITY_EXPORT_COLUMNS } from "../contracts/activity-export.ts";
import { type ActivityLogInput, activityLogInput, sayAction } from "../contracts/activity.ts";
import { CHECK_JOB, lastCheck } from "../services/activity/check-log.ts";
import { recordExport } from "../services/exports/record-export.ts";
import { runJobNow } from "../services/jobs/control-job.ts";
import { forFiles, roleProcedure, roleTxProcedure, txProcedure } from "../trpc/procedures.ts";
import { toFeedEntry } from "./feed-entry.ts";
import { framePeriod } from "./frame-period.ts";

const PAGE_SIZE = 50;
const EXPORT_SIZE = 1_000;
const MOST_ACTIONS = 15;
const ONLY_ADMINS = "Only admins take the audit log out of the house or check its seals.";

/** Who is no person, for people. */
const ACTOR_WORDS: Readonly<Record<string, string>> = { system: "Misty itself", command_line: "The command line", webhook: "A call from outside", agent: "An agent", person: "Somebody" };
const RESULT_WORDS = { succeeded: "Done", failed: "Failed", refused: "Refused" } as const;

const startsLarge = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

async function resolve(tx: Tx, person: Person, now: Date, input: ActivityLogInput) {
  const framed = await framePeriod(tx, now, input);
  const [type, id] = input.object?.split(":") ?? [];
  const { who, category, result, action, q } = input;
  const asked: LogFilter = { from: framed.period.from, to: framed.period.to, timeZone: framed.shop.timeZone, who, category, result, action, q, ...(type && id ? { object: { type, id } } : {}) };
  // A page says how far back it has looked for words; what is searched is the same in its list, charts and counts.
  return { framed, filter: { ...asked, wordsFrom: await findWordsFrom(tx, asked, person) } };
}

/** Details by activity, for whom row-level security lets them see. */
async function readDetails(tx: Tx, person: Person, ids: readonly string[]): Promise<Map<string, unknown>> {
  if (!MANAGERS.includes(person.role) || ids.length === 0) return new Map();
  return new Map((await readStoredDetails(tx, ids)).map((row) => [row.activityId, row.details]));
}

/** The filter in words, for a file and for what is written down about it. */
function sayFilter(filter: LogFilter): string {
  const { from, to, who, category, result, action, object, q, wordsFrom } = filter;
  return [`${from} to ${to}`, who && `by ${who}`, category, result, action, object && `${object.type} ${object.id}`, q && `search ${q}`, wordsFrom && `words only since ${wordsFrom.at}`].filter(Boolean).join(", ");
}

/** The one line over time as a table: a row per bar, a column per value that occurs. */
function overTime(columns: readonly { key: string; label: string }[], counts: readonly { at: number; key: string; count: number }[], buckets: readonly { start: string; end: string }[]): BlockData {
  const sums = new Map<string, number>();
  for (const { at, key, count } of counts) sums.set(`${at} ${key}`, (sums.get(`${at} ${key}`) ?? 0) + count);
  const present = columns.filter(({ key }) => counts.some((count) => count.key === key));
  const values: BlockColumn[] = present.map(({ key, label }) => ({ key, label, unit: "count" }));
  return {
    columns: [{ key: "start", label: "From", unit: "day" }, { key: "end", label: "To", unit: "day" }, ...values],
    rows:
      present.length === 0
        ? []
        : buckets.map(({ start, end }, at) => ({ key: start, cells: { start, end, ...Object.fromEntries(present.map(({ key }) => [key, sums.get(`${at + 1} ${key}`) ?? 0])) } })),
    total: buckets.length,
    chart: present.length === 0 ? null : { kind: "time", x: "start", y: present.map(({ key }) => key) },
    notes: [],
  };
}

export const activityLogProcedures = {
  /** One page of the log with its filters; details for managers. Sign-ins are there for managers, and one's own for everyone. */
  log: txProcedure.input(activityLogInput).query(async ({ ctx, input }) => {
    const { tx, person } = ctx;
    const { framed, filter } = await resolve(tx, person, ctx.now, input);
    const { activities, nextCursor } = await searchLog(tx, filter, person, { size: PAGE_SIZE, cursor: input.cursor });
    const details = await readDetails(tx, person, activities.map(({ id }) => id));
    return {
      shop: { currency: framed.shop.currency, timeZone: framed.shop.timeZone },
      period: framed.period,
      filters: { ...input, object: filter.object ?? null },
      /** Words were looked for from then on, not in all of these days; null where they were, or none were given. */
      wordsFrom: filter.wordsFrom ? { at: new Date(filter.wordsFrom.at), most: MOST_SEARCHED } : null,
      entries: activities.map((facts) => ({
        ...toFeedEntry(facts),
        actorId: facts.actorId,
        who: facts.actorName ?? ACTOR_WORDS[facts.actorKind] ?? facts.actorKind,
        act: sayAction(facts.action),
        action: facts.action,
        category: facts.category,
        result: facts.result,
        objectType: facts.objectType,
        objectId: facts.objectId,
        requestId: facts.requestId,
        details: (details.get(facts.id) as Record<string, unknown> | undefined) ?? null,
        /** There were details, and they were erased or are not this reader's. */
        hasHiddenDetails: facts.detailsHash !== null && !details.has(facts.id),
      })),
      nextCursor,
    };
  }),

  /** What the charts of the log show, over the same filter. */
  logBlocks: txProcedure.input(activityLogInput).query(async ({ ctx, input }) => {
    const { tx, person } = ctx;
    const { framed, filter } = await resolve(tx, person, ctx.now, input);
    const counts = await countLogOverTime(tx, filter, person, framed.buckets);
    const actions = await countLogByAction(tx, filter, person);
    const actors = await countLogByActor(tx, filter, person);
    const count: BlockColumn[] = [{ key: "count", label: "Acts", unit: "count" }, { key: "failed", label: "Failed or refused", unit: "count" }];
    const byAction: BlockData = {
      columns: [{ key: "act", label: "Act", unit: "text" }, ...count],
      rows: actions.slice(0, MOST_ACTIONS).map((row) => ({ key: row.action, cells: { act: startsLarge(sayAction(row.action)), count: row.count, failed: row.failed } })),
      total: actions.length,
      chart: { kind: "bars", label: "act", value: "count" },
      notes: actions.length > MOST_ACTIONS ? [`The ${MOST_ACTIONS} most frequent of ${actions.length} kinds of acts.`] : [],
    };
    const byActor: BlockData = {
      columns: [{ key: "who", label: "Who", unit: "text" }, ...count],
      rows: actors.map((row) => ({ key: row.actorId ?? row.actorKind, cells: { who: row.name ?? ACTOR_WORDS[row.actorKind] ?? row.actorKind, count: row.count, failed: row.failed } })),
      total: actors.length,
      chart: { kind: "bars", label: "who", value: "count" },
      notes: [],
    };
    return {
      total: counts.reduce((sum, row) => sum + row.count, 0),
      actions: actions.map(({ action }) => action),
      actors: actors.map(({ actorId, actorKind, name }) => ({ value: actorId ?? actorKind, label: name ?? ACTOR_WORDS[actorKind] ?? actorKind })),
      byCategory: overTime(ACTIVITY_CATEGORIES.map((key) => ({ key, label: startsLarge(key) })), counts.map(({ at, category, count }) => ({ at, key: category, count })), framed.buckets),
      byResult: overTime(ACTIVITY_RESULTS.map((key) => ({ key, label: RESULT_WORDS[key] })), counts.map(({ at, result, count }) => ({ at, key: result, count })), framed.buckets),
      byAction,
      byActor,
    };
  }),

  /** How far the log is sealed, and what its newest check found. */
  seals: roleProcedure(ADMINS, ONLY_ADMINS).query(async ({ ctx }) => {
    const sealed = await ctx.rls(
      async (tx) => {
        const head = await readChainHead(tx);
        return { position: head?.position ?? 0, hash: head?.hash ?? null, sealedAt: head?.sealedAt ?? null, unsealed: await countUnsealed(tx), check: await lastCheck(tx, ctx.now) };
      },
      { readOnly: true, snapshot: true },
    );
    const job = await withSystem(ctx.runtime.db, "see whether the log is being checked", (tx) => readNewestJob(tx, CHECK_JOB), { readOnly: true });
    const checking: "waits" | "runs" | "failed" | null = job?.state === "created" || job?.state === "retry" ? "waits" : job?.state === "active" ? "runs" : job?.state === "failed" ? "failed" : null;
    return { ...sealed, checking };
  }),

  /** Lets a worker check the whole log against its seals; what it finds is written into the log. */
  startCheck: roleProcedure(ADMINS, ONLY_ADMINS).mutation(({ ctx }) => runJobNow({ db: ctx.runtime.db, person: ctx.person, now: ctx.now, requestId: ctx.requestId }, { name: CHECK_JOB })),

  /** Begins an export: writes down who took the log out of the house. */
  startExport: roleTxProcedure(ADMINS, ONLY_ADMINS)
    .input(activityLogInput)
    .mutation(async ({ ctx, input }) => {
      const { filter } = await resolve(ctx.tx, ctx.person, ctx.now, input);
      const words = sayFilter(filter);
      await recordExport(ctx, { table: "activity", columns: ACTIVITY_EXPORT_COLUMNS, filter: words });
      return { filter: words, from: filter.from, to: filter.to };
    }),

  /** The log in larger pieces, with details, for an export. */
  exportPage: roleTxProcedure(ADMINS, ONLY_ADMINS)
    .use(forFiles)
    .input(activityLogInput)
    .query(async ({ ctx, input }) => {
      const { filter } = await resolve(ctx.tx, ctx.person, ctx.now, input);
      const { activities, nextCursor } = await searchLog(ctx.tx, filter, ctx.person, { size: EXPORT_SIZE, cursor: input.cursor });
      const details = await readDetails(ctx.tx, ctx.person, activities.map(({ id }) => id));
      return {
        rows: activities.map(({ id, at, actorKind, actorId, actorName, action, category, result, objectType, objectId, fields, requestId, detailsHash }) => ({
          id, at, actorKind, actorId, actorName, action, category, result, objectType, objectId, fields, requestId, detailsHash, details: details.get(id) ?? null,
        })),
        nextCursor,
      };
    }),
};
