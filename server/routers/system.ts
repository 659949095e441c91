import { countUnsealed, readOldestUnsealed } from "#db/queries/activity/read-chain.ts";
import { appliedMigrations, pendingMigrations } from "#db/queries/migrations.ts";
import { ADMINS } from "#db/policies.ts";
import { readPlacebo } from "#db/queries/outbox.ts";
import { readWork } from "#db/queries/knowledge/work.ts";
import { readDatabaseFacts, readOutboxFacts, readWebhookFacts } from "#db/queries/system.ts";
import { withSystem } from "#db/rls.ts";
import { probeEmbedder, probeModel } from "#agents/runtime/probe-model.ts";
import { jobInput, runJobInput } from "../contracts/system.ts";
import { placeboInForce, transportKind } from "../ports/email/open-transport.ts";
import { readNotedHead } from "../services/activity/audit-files.ts";
import { lastCheck } from "../services/activity/check-log.ts";
import { holdsHead } from "../services/activity/follow-head.ts";
import { cancelQueuedJob, retryFailedJob, runJobNow, SYSTEM_SENTENCE } from "../services/jobs/control-job.ts";
import { describeDependencies } from "../services/system/dependencies.ts";
import { probeStorage } from "../services/system/probe-storage.ts";
import { loopsInTrouble, readJobs } from "../services/system/read-jobs.ts";
import { VERSION } from "../services/system/read-version.ts";
import type { TrpcContext } from "../trpc/context.ts";
import { roleProcedure, router } from "../trpc/procedures.ts";

const admins = roleProcedure(ADMINS, SYSTEM_SENTENCE);
const DAY_MS = 86_400_000;
const TRACE_NAMES = { langfuse: "Langfuse", langsmith: "LangSmith" } as const;

const jobContext = ({ runtime, person, now, requestId }: Omit<TrpcContext, "person"> & { person: NonNullable<TrpcContext["person"]> }) => ({ db: runtime.db, person, now, requestId });

/** The process that answers: other processes may differ in what only a process knows (model, cache, traces). */
function describeProcess({ runtime }: Pick<TrpcContext, "runtime">) {
  const { env } = runtime;
  return { ...VERSION, node: process.version, role: env.MISTY_ROLE, demo: env.demo, fixedNow: env.fixedNow, uptimeSeconds: Math.floor(process.uptime()), memoryBytes: process.memoryUsage().rss };
}

export const systemRouter = router({
  /** What the program stands on and the work it does by itself. Queue, outbox and storage run by the machine's clock, since the shop's may stand still. */
  status: admins.query(async ({ ctx }) => {
    const { runtime } = ctx;
    const { env, db, models, tracing } = runtime;
    const now = new Date();
    const pending = await pendingMigrations(db);
    const noted = readNotedHead(env.dataDir);
    const read = await withSystem(
      db,
      "the system page",
      async (tx) => ({
        database: await readDatabaseFacts(tx),
        applied: (await appliedMigrations(tx)).length,
        placebo: await readPlacebo(tx),
        outbox: await readOutboxFacts(tx, new Date(now.getTime() - 7 * DAY_MS)),
        webhook: await readWebhookFacts(tx, new Date(now.getTime() - 7 * DAY_MS)),
        jobs: await readJobs(tx, now),
        documents: await readWork(tx, models.embedder.id),
        log: {
          unsealed: await countUnsealed(tx),
          oldestUnsealedAt: await readOldestUnsealed(tx),
          isEndKept: noted === null || (await holdsHead(tx, noted)),
          check: await lastCheck(tx, ctx.now),
        },
      }),
      { readOnly: true },
    );
    const placebo = placeboInForce(env, read.placebo);
    const { state, notice } = models.state();
    const failedLately = read.jobs.failures.filter(({ completedAt }) => completedAt !== null && now.getTime() - completedAt.getTime() < DAY_MS).length;
    const { failing, silent } = loopsInTrouble(read.jobs.loops);
    const dependencies = describeDependencies({
      now,
      database: { kind: db.kind, version: read.database.version, bytes: read.database.bytes, applied: read.applied, pending, pooled: db.pooled, hasDirect: env.DATABASE_DIRECT_URL !== undefined },
      queue: { ...read.jobs.queue, failedLately, loopsFailing: failing, loopsSilent: silent, worksHere: env.MISTY_ROLE !== "web" },
      log: { ...read.log, check: read.log.check && { isWhole: read.log.check.isWhole, first: read.log.check.report?.problems[0]?.what ?? null } },
      mail: { transport: transportKind(env), placeboOn: placebo.on, placeboAddress: placebo.address, ...read.outbox },
      model: { provider: models.chat.provider, id: models.chat.id, state, notice },
      embeddings: { provider: models.embedder.provider, name: models.embedder.name, ...models.embedder.state(), passages: read.documents.passages, embedded: read.documents.embedded },
      files: { kind: runtime.storage.kind, ...(await runtime.storage.probe()) },
      storage: await probeStorage(env.dataDir),
      cache: runtime.figureCache.status(),
      traces: { targets: tracing.targets.map((target) => TRACE_NAMES[target]), dropped: tracing.dropped },
      webhook: { configured: env.SUPABASE_WEBHOOK_SECRET !== undefined, ...read.webhook },
      metrics: { configured: env.METRICS_TOKEN !== undefined },
    });
    return { process: describeProcess(ctx), dependencies, tables: read.database.tables, jobs: read.jobs, at: now };
  }),
  /** Asks the model for one word, so that its state is not an old one. */
  probeModel: admins.mutation(async ({ ctx }) => {
    await Promise.all([probeModel(ctx.runtime.models, ctx.runtime.logger), probeEmbedder(ctx.runtime.models, ctx.runtime.logger)]);
    return ctx.runtime.models.state();
  }),
  runJob: admins.input(runJobInput).mutation(({ ctx, input }) => runJobNow(jobContext(ctx), input)),
  retryJob: admins.input(jobInput).mutation(({ ctx, input }) => retryFailedJob(jobContext(ctx), input)),
  cancelJob: admins.input(jobInput).mutation(({ ctx, input }) => cancelQueuedJob(jobContext(ctx), input, new Date())),
});
