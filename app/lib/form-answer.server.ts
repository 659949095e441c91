import type { z } from "zod/v4";
import { AppError } from "#server/errors.ts";
import { fieldMessages } from "#server/contracts/sign-in.ts";

/** What a form is told when it was not taken: a sentence, messages beside fields, and all that was typed. */
export interface FormAnswer {
  /** Which of the page's forms it is about. */
  intent: string;
  sentence: string;
  fields: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
  /** Somebody changed what it is about, or it is there already. */
  conflict: boolean;
}

/** The typed fields of a form as text, each name once; files are no text. */
export function textsOf(form: FormData): Record<string, string> {
  return Object.fromEntries([...form.entries()].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
}

/**
 * Parses what a form sent and runs it. Either its result, or what to tell the form: also when the
 * database went away, so that nothing typed is lost. Everything else is thrown on.
 */
export async function takeForm<S extends z.ZodType, R>(intent: string, schema: S, raw: Record<string, unknown>, values: Record<string, string>, run: (input: z.output<S>) => Promise<R>): Promise<{ result: R } | { answer: FormAnswer; status: number }> {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    const fields = fieldMessages(parsed.error);
    return { answer: { intent, sentence: "Some of what was entered cannot be used. Nothing was changed.", fields, values, conflict: false }, status: 400 };
  }
  try {
    return { result: await run(parsed.data) };
  } catch (error) {
    if (error instanceof AppError) return { answer: { intent, sentence: error.message, fields: error.fields, values, conflict: error.code === "CONFLICT" }, status: error.code === "CONFLICT" ? 409 : 400 };
    if (error instanceof Response && error.status === 503) {
      const told = (await error.json()) as { sentence?: string };
      return { answer: { intent, sentence: told.sentence ?? "The database is away. Try again.", fields: {}, values, conflict: false }, status: 503 };
    }
    throw error;
  }
}
