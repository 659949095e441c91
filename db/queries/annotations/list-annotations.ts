import { asc, between, eq, sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { DayRange } from "../../metrics/types.ts";
import { annotations } from "../../schema/index.ts";

export interface Annotation {
  id: string;
  day: string;
  text: string;
  authorId: string;
  authorName: string | null;
}

/** The notes on days of the range, by day, then as they were written. */
export function listAnnotations(tx: Tx, { from, to }: DayRange): Promise<Annotation[]> {
  return tx
    .select({
      id: annotations.id,
      day: annotations.day,
      text: annotations.text,
      authorId: annotations.authorId,
      authorName: sql<string | null>`(select p.name from people p where p.id = ${annotations.authorId})`,
    })
    .from(annotations)
    .where(between(annotations.day, from, to))
    .orderBy(asc(annotations.day), asc(annotations.id));
}

/** Who wrote a note, or null where there is none. */
export async function readAnnotationAuthor(tx: Tx, id: string): Promise<string | null> {
  const [row] = await tx.select({ authorId: annotations.authorId }).from(annotations).where(eq(annotations.id, id));
  return row?.authorId ?? null;
}
