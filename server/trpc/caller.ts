import { TRPCError } from "@trpc/server";
import type { RequestContext } from "../http/load-context.ts";
import { AppError } from "../errors.ts";
import { ENROL_PATH, signInPath } from "../auth/require.ts";
import { errorResponse, orUnavailable } from "../http/unavailable.ts";
import { createTrpcContext } from "./context.ts";
import { describeError, trpc } from "./init.ts";
import { appRouter } from "./root.ts";

/** Errors that belong beside a form, so an action gets them as they are. */
const FOR_THE_FORM = new Set(["BAD_REQUEST", "CONFLICT", "PRECONDITION_FAILED", "UNPROCESSABLE_CONTENT", "TOO_MANY_REQUESTS"]);

const STATUS: Partial<Record<TRPCError["code"], number>> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  UNPROCESSABLE_CONTENT: 422,
  TOO_MANY_REQUESTS: 429,
  SERVICE_UNAVAILABLE: 503,
};

const createCaller = trpc.createCallerFactory(appRouter);

/**
 * Procedures for loaders and actions, in the name of whoever sent `request`. A failure becomes
 * what Remix understands: nobody signed in -> redirect to the sign-in page and back; else a
 * Response with the right status whose JSON body is an `ErrorForPeople`. In a form's action, errors
 * about what was entered stay AppErrors, so that the action can put them beside the fields.
 */
export async function callerFor(request: Request, context: RequestContext): Promise<ReturnType<typeof createCaller>> {
  const trpcContext = await orUnavailable(createTrpcContext(context), context.requestId);
  if (trpcContext.person?.mustEnrol) throw new Response(null, { status: 302, headers: { Location: ENROL_PATH } });
  const caller = createCaller(trpcContext, {
    onError: ({ error, path }) => logUnexpected(context, error, path),
  });
  const isWrite = request.method !== "GET" && request.method !== "HEAD";
  return rejectingWith(caller, (error) => toRemix(request, context, error, isWrite));
}

/** Writes an error nobody foresaw to the log, with the id the person was shown. */
export function logUnexpected(context: RequestContext, error: TRPCError, path: string | undefined): void {
  if (describeError(error, context.requestId).unexpected) context.runtime.logger.error({ err: error.cause ?? error, requestId: context.requestId, procedure: path }, "procedure failed");
}

function toRemix(request: Request, context: RequestContext, error: unknown, isWrite: boolean): unknown {
  if (!(error instanceof TRPCError)) return error;
  if (error.code === "UNAUTHORIZED") return new Response(null, { status: 302, headers: { Location: signInPath(request) } });
  if (isWrite && FOR_THE_FORM.has(error.code)) {
    const told = describeError(error, context.requestId);
    return error.cause instanceof AppError ? error.cause : new AppError(error.code, told.sentence, told.fields, { cause: error });
  }
  return errorResponse(describeError(error, context.requestId), STATUS[error.code] ?? 500);
}

/** The same object, but whatever its functions reject with goes through `translate`. */
function rejectingWith<T extends object>(target: T, translate: (error: unknown) => unknown): T {
  return new Proxy(target, {
    get(inner, key, receiver) {
      const value: unknown = Reflect.get(inner, key, receiver);
      return typeof value === "function" || (typeof value === "object" && value !== null) ? rejectingWith(value, translate) : value;
    },
    async apply(inner, self, args: unknown[]) {
      try {
        return await Reflect.apply(inner as (...all: unknown[]) => Promise<unknown>, self, args);
      } catch (error) {
        throw translate(error);
      }
    },
  });
}
