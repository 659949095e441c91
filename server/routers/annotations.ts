import { MANAGERS } from "#db/policies.ts";
import { listAnnotations } from "#db/queries/annotations/list-annotations.ts";
import { addAnnotationInput, annotationsInput, type ChartNote, editAnnotationInput, removeAnnotationInput } from "../contracts/annotations.ts";
import { recordStoreDays, unlessNoted, widened } from "../contracts/record-store-day.ts";
import { addAnnotation, editAnnotation, removeAnnotation } from "../services/annotations/change-annotation.ts";
import { router, txProcedure } from "../trpc/procedures.ts";

/** Notes on days, as charts over time show them. */
export const annotationsRouter = router({
  /** The notes of a range and the Record Store Days in it that no note names, by day. */
  list: txProcedure.input(annotationsInput).query(async ({ ctx, input }): Promise<ChartNote[]> => {
    const { person } = ctx;
    const around = await listAnnotations(ctx.tx, widened(input.from, input.to));
    const isManager = MANAGERS.includes(person.role);
    const notes = around
      .filter(({ day }) => input.from <= day && day <= input.to)
      .map(({ id, day, text, authorId, authorName }): ChartNote => ({ id, day, text, kind: "note", author: authorName, mayChange: isManager || authorId === person.id }));
    const known = unlessNoted(recordStoreDays(input.from, input.to), around).map(({ day, text }): ChartNote => ({ id: day, day, text, kind: "record-store-day", author: null, mayChange: false }));
    return [...notes, ...known].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  }),
  add: txProcedure.input(addAnnotationInput).mutation(({ ctx, input }) => addAnnotation(ctx, input)),
  edit: txProcedure.input(editAnnotationInput).mutation(({ ctx, input }) => editAnnotation(ctx, input)),
  /** Answers with what the note said. */
  remove: txProcedure.input(removeAnnotationInput).mutation(({ ctx, input }) => removeAnnotation(ctx, input)),
});
