import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import type { z } from "zod/v4";
import { safePath } from "#server/auth/sign-in-route.ts";
import { changeViewInput, removeViewInput, saveViewInput, type SavedViewFailure, type SavedViewResult, type SavedViewTrouble, writeGoneView } from "#server/contracts/saved-views.ts";
import { AppError } from "#server/errors.ts";
import { callerFor } from "#server/trpc/caller.ts";

type Caller = Awaited<ReturnType<typeof callerFor>>;

const text = (form: FormData, name: string): string | undefined => {
  const value = form.get(name);
  return typeof value === "string" ? value : undefined;
};

/** What is entered, or the first thing that is wrong with it. */
function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError("BAD_REQUEST", parsed.error.issues[0]?.message ?? "Some of what was entered cannot be used.");
  return parsed.data;
}

async function act(caller: Caller, form: FormData): Promise<SavedViewResult> {
  const id = text(form, "id");
  switch (text(form, "intent")) {
    case "save":
      await caller.savedViews.save(parse(saveViewInput, { page: text(form, "page"), name: text(form, "name") ?? "", search: text(form, "search") ?? "", isShared: form.has("isShared") }));
      return { said: "saved" };
    case "restore":
      await caller.savedViews.save(parse(saveViewInput, { id, page: text(form, "page"), name: text(form, "name") ?? "", search: text(form, "search") ?? "", isShared: form.has("isShared") }));
      return { said: "restored" };
    case "rename":
      await caller.savedViews.change(parse(changeViewInput, { id, name: text(form, "name") ?? "" }));
      return { said: "renamed" };
    case "update":
      await caller.savedViews.change(parse(changeViewInput, { id, search: text(form, "search") ?? "" }));
      return { said: "updated" };
    case "share":
      await caller.savedViews.change(parse(changeViewInput, { id, isShared: true }));
      return { said: "shared" };
    case "unshare":
      await caller.savedViews.change(parse(changeViewInput, { id, isShared: false }));
      return { said: "unshared" };
    case "delete":
      return { said: "deleted", removed: await caller.savedViews.remove(parse(removeViewInput, { id })) };
    default:
      throw new AppError("BAD_REQUEST", "That cannot be done with a saved view.");
  }
}

/** What went wrong, with what was entered, for the form that was sent. */
async function failureOf(error: unknown, form: FormData): Promise<SavedViewFailure> {
  const kept = { intent: text(form, "intent") ?? "", id: text(form, "id") ?? null, name: text(form, "name") ?? "" };
  if (error instanceof AppError) return { error: error.message, ...kept };
  // A view that is gone is no reason to lose the page.
  if (error instanceof Response && error.status === 404) return { error: ((await error.json()) as { sentence?: string }).sentence ?? "This view is not there any more.", ...kept };
  throw error;
}

const troubleOf = (error: unknown): SavedViewTrouble =>
  error instanceof AppError ? (error.code === "CONFLICT" ? "taken" : error.code === "PRECONDITION_FAILED" ? "limit" : "name") : "gone";

/** Saves, renames, updates, shares and deletes views. With `here` (a form with script) it answers in data, else it sends the person back. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const caller = await callerFor(request, context);
  const back = new URL(safePath(text(form, "redirectTo") ?? "/"), "http://misty.invalid");
  for (const name of ["view-error", "view-name", "view-gone"]) back.searchParams.delete(name);
  try {
    const result = await act(caller, form);
    if (form.has("here")) return data(result);
    if (result.removed) back.searchParams.set("view-gone", writeGoneView(result.removed));
  } catch (error) {
    const failure = await failureOf(error, form);
    if (form.has("here")) return data(failure, { status: 400 });
    back.searchParams.set("view-error", troubleOf(error));
    back.searchParams.set("view-name", failure.name);
  }
  return redirect(`${back.pathname}${back.search}`);
}

/** The address alone is no page. */
export const loader = () => redirect("/");
