import { TRPCError } from "@trpc/server";
import type { UserRole } from "#db/enums.ts";
import { withRls } from "#db/rls.ts";
import { AppError } from "../errors.ts";
import { isConnectionLost } from "../http/unavailable.ts";
import { trpc } from "./init.ts";

/** The tRPC code of an error of ours; unknown errors stay what they are. */
function withOurCodes(error: TRPCError): TRPCError {
  const { cause } = error;
  if (cause instanceof AppError) return new TRPCError({ code: cause.code, message: cause.message, cause });
  if (isConnectionLost(cause)) return new TRPCError({ code: "SERVICE_UNAVAILABLE", message: cause.message, cause });
  return error;
}

const errors = trpc.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw withOurCodes(result.error);
  return result;
});

/** For everyone, signed in or not. */
export const publicProcedure = trpc.procedure.use(errors);

const ENROL_FIRST = "Admins sign in with a second step. Switch it on first, under Account.";

/** For everyone who is signed in; `ctx.person` is there. */
export const personProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.person) throw new AppError("UNAUTHORIZED", "Sign in first.");
  if (ctx.person.mustEnrol) throw new AppError("PRECONDITION_FAILED", ENROL_FIRST);
  return next({ ctx: { person: ctx.person } });
});

/**
 * One transaction with the person's rights around the whole procedure: `ctx.tx`. A query's is
 * read-only and sees one moment, so that a total and its rows fit together. For procedures that talk to nothing but the database.
 */
const inTransaction = trpc.middleware(async ({ ctx, type, next }) => {
  const { person } = ctx;
  if (!person) throw new AppError("UNAUTHORIZED", "Sign in first.");
  if (type === "subscription") throw new Error("A subscription lives longer than a transaction may: use ctx.rls.");
  return withRls(
    ctx.runtime.db,
    person,
    async (tx) => {
      const result = await next({ ctx: { tx, person } });
      // next() resolves also when the procedure failed; only a throw rolls the transaction back.
      // What tRPC merely wrapped is thrown bare, so that withRls sees a deadlock or a lost connection.
      if (!result.ok) throw (result.error.code === "INTERNAL_SERVER_ERROR" && result.error.cause) || result.error;
      return result;
    },
    type === "query" ? { readOnly: true, snapshot: true } : {},
  );
});

/** Signed in, inside one transaction with the person's rights. */
export const txProcedure = personProcedure.use(inTransaction);

/** For the pieces of a file that is downloaded: by the file's own address, which writes down who took it, and by nothing else. */
export const forFiles = trpc.middleware(({ ctx, next }) => {
  if (ctx.fromBrowser) throw new AppError("FORBIDDEN", "These rows are given out as a file only. Use the page's CSV or JSON.");
  return next();
});

/** Signed in with one of `roles`. `sentence` tells the others who may. */
export function roleProcedure(roles: readonly UserRole[], sentence = "Your role does not allow this.") {
  return personProcedure.use(({ ctx, next }) => {
    if (!roles.includes(ctx.person.role)) throw new AppError("FORBIDDEN", sentence);
    return next();
  });
}

/** As `roleProcedure`, inside one transaction with the person's rights. */
export function roleTxProcedure(roles: readonly UserRole[], sentence?: string) {
  return roleProcedure(roles, sentence).use(inTransaction);
}

export const { router } = trpc;
