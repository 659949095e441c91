import type { Database } from "#db/client.ts";
import { cancelJob, readQueue, retryJob, sendJob } from "#db/job-queue.ts";
import { ADMINS } from "#db/policies.ts";
import { type Person, withSystem } from "#db/rls.ts";
import type { Tx } from "#db/client.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles } from "../context.ts";

/** The queue is out of reach of every person's own rights, so these open their own system transactions. */
export interface JobContext {
  db: Database;
  person: Person;
  now: Date;
  requestId?: string | undefined;
}

export const SYSTEM_SENTENCE = "The system is looked after by admins.";

const note = (tx: Tx, ctx: JobContext, action: string, id: string, name: string) =>
  recordActivities(tx, [{ at: ctx.now, actor: { kind: "person", id: ctx.person.id }, action, category: "settings", object: { type: "job", id }, requestId: ctx.requestId, details: { name } }]);

/** Lets a scheduled job run as soon as a worker looks (within 15 seconds). Throws FORBIDDEN, NOT_FOUND, and CONFLICT while one is waiting already. */
export function runJobNow(ctx: JobContext, input: { name: string }): Promise<{ id: string }> {
  requireRoles(ctx.person, ADMINS, SYSTEM_SENTENCE);
  return withSystem(ctx.db, "run a job now", async (tx) => {
    const queue = await readQueue(tx);
    if (!queue.schedules.some(({ name }) => name === input.name)) throw new AppError("NOT_FOUND", "There is no such job, or no worker has started yet.");
    const id = await sendJob(tx, input.name);
    if (id === null) throw new AppError("CONFLICT", "It is waiting to run already.");
    await note(tx, ctx, "job.started", id, input.name);
    return { id };
  });
}

/** Lets a job that failed for good be tried once more. Throws FORBIDDEN, and NOT_FOUND for one that did not fail or was put away. */
export function retryFailedJob(ctx: JobContext, input: { id: string }): Promise<void> {
  requireRoles(ctx.person, ADMINS, SYSTEM_SENTENCE);
  return withSystem(ctx.db, "try a job again", async (tx) => {
    const job = (await readQueue(tx)).installed ? await retryJob(tx, input.id) : null;
    if (!job) throw new AppError("NOT_FOUND", "This job has not failed, or it was put away meanwhile.");
    await note(tx, ctx, "job.retried", input.id, job.name);
  });
}

/**
 * Takes back a job that waits. One that runs goes on to its end, which nobody can cut without harm, but is not
 * tried again. `at` is the machine's clock, which the queue runs by. Throws FORBIDDEN, and NOT_FOUND for one that is over.
 */
export function cancelQueuedJob(ctx: JobContext, input: { id: string }, at: Date): Promise<{ wasRunning: boolean }> {
  requireRoles(ctx.person, ADMINS, SYSTEM_SENTENCE);
  return withSystem(ctx.db, "cancel a job", async (tx) => {
    const job = (await readQueue(tx)).installed ? await cancelJob(tx, input.id, at) : null;
    if (!job) throw new AppError("NOT_FOUND", "This job is over already.");
    await note(tx, ctx, "job.cancelled", input.id, job.name);
    return { wasRunning: job.wasRunning };
  });
}
