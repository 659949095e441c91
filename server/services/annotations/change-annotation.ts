import { and, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { MANAGERS } from "#db/policies.ts";
import { readAnnotationAuthor } from "#db/queries/annotations/list-annotations.ts";
import { annotations } from "#db/schema/index.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import type { ServiceContext } from "../context.ts";

interface Note {
  day: string;
  text: string;
}

const trace = ({ tx, person, now, requestId }: ServiceContext, verb: "added" | "edited" | "removed", id: string, fields: string[] = []) =>
  recordActivities(tx, [{ at: now, actor: { kind: "person", id: person.id }, action: `annotation.${verb}`, category: "settings", object: { type: "annotation", id }, fields, requestId }]);

/** Throws NOT_FOUND for a note that is gone, FORBIDDEN for one of somebody else. Row-level security says the same a second time. */
async function requireMine({ tx, person }: ServiceContext, id: string): Promise<void> {
  const author = await readAnnotationAuthor(tx, id);
  if (author === null) throw new AppError("NOT_FOUND", "This note is not there any more.");
  if (author !== person.id && !MANAGERS.includes(person.role)) throw new AppError("FORBIDDEN", "A note is changed by who wrote it, or by a manager.");
}

/** Writes a note on a day. Everyone may. Returns its id; a form that is sent twice writes one note. */
export async function addAnnotation(ctx: ServiceContext, { day, text }: Note): Promise<{ id: string }> {
  const author = ctx.person.id;
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`note ${author} ${day}`}::text, 4))`);
  const [same] = await ctx.tx.select({ id: annotations.id }).from(annotations).where(and(eq(annotations.authorId, author), eq(annotations.day, day), eq(annotations.text, text))).limit(1);
  if (same) return same;
  const id = v7();
  await ctx.tx.insert(annotations).values({ id, authorId: author, day, text });
  await trace(ctx, "added", id);
  return { id };
}

/** Changes the day or the words of a note. Throws NOT_FOUND and FORBIDDEN. */
export async function editAnnotation(ctx: ServiceContext, { id, day, text }: Note & { id: string }): Promise<void> {
  await requireMine(ctx, id);
  await ctx.tx.update(annotations).set({ day, text }).where(eq(annotations.id, id));
  await trace(ctx, "edited", id, ["day", "text"]);
}

/** Removes a note and returns what it said, so that it can be written again. Throws NOT_FOUND and FORBIDDEN. */
export async function removeAnnotation(ctx: ServiceContext, { id }: { id: string }): Promise<Note> {
  await requireMine(ctx, id);
  const [removed] = await ctx.tx.delete(annotations).where(eq(annotations.id, id)).returning({ day: annotations.day, text: annotations.text });
  if (!removed) throw new AppError("NOT_FOUND", "This note is not there any more.");
  await trace(ctx, "removed", id);
  return removed;
}
