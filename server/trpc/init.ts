import { initTRPC, type TRPCError } from "@trpc/server";
import superjson from "superjson";
import { AppError } from "../errors.ts";
import { isConnectionLost } from "../http/unavailable.ts";
import type { TrpcContext } from "./context.ts";

/** What a person may read about an error: a sentence, the messages beside fields, and the id under which it is in the log. */
export interface ErrorForPeople {
  sentence: string;
  fields: Readonly<Record<string, string>>;
  requestId: string;
  /** True when nobody foresaw it, so that the log has the details. */
  unexpected: boolean;
}

/** Turns any error of a procedure into what may be shown; what nobody foresaw is reduced to a sentence with the request id. */
export function describeError(error: TRPCError, requestId: string): ErrorForPeople {
  const cause = error.cause;
  if (cause instanceof AppError) return { sentence: cause.message, fields: cause.fields, requestId, unexpected: false };
  if (isConnectionLost(cause)) return { sentence: cause.message, fields: {}, requestId, unexpected: false };
  if (error.code === "INTERNAL_SERVER_ERROR") {
    return { sentence: `Something went wrong on our side. Nothing was shown that may be wrong. Tell the admin this number: ${requestId}`, fields: {}, requestId, unexpected: true };
  }
  if (error.code === "BAD_REQUEST" && cause?.name === "ZodError") {
    return { sentence: "Some of what was entered cannot be used.", fields: fieldMessages(cause), requestId, unexpected: false };
  }
  return { sentence: SENTENCES[error.code] ?? "That did not work.", fields: {}, requestId, unexpected: false };
}

const SENTENCES: Partial<Record<TRPCError["code"], string>> = {
  UNAUTHORIZED: "Sign in first.",
  FORBIDDEN: "Your role does not allow this.",
  NOT_FOUND: "There is nothing here.",
  BAD_REQUEST: "That request could not be read.",
  METHOD_NOT_SUPPORTED: "Changes are not made by opening an address.",
  UNSUPPORTED_MEDIA_TYPE: "That kind of content is not accepted here.",
  PAYLOAD_TOO_LARGE: "That is too large.",
};

/** The first message per field of a zod error, by the field's path. */
function fieldMessages(error: Error): Record<string, string> {
  const issues = (error as { issues?: readonly { path: readonly PropertyKey[]; message: string }[] }).issues ?? [];
  const fields: Record<string, string> = {};
  for (const issue of issues) fields[issue.path.map(String).join(".")] ??= issue.message;
  return fields;
}

/** tRPC with our context, superjson on the wire (dates survive) and errors that people may read. */
export const trpc = initTRPC.context<TrpcContext>().create({
  transformer: superjson,
  // A browser that lost its stream comes back by itself; the ping keeps proxies from closing quiet ones.
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  errorFormatter({ shape, error, ctx }) {
    const told = describeError(error, ctx?.requestId ?? "unknown");
    const { stack: _stack, ...data } = shape.data;
    return { ...shape, message: told.sentence, data: { ...data, ...told } };
  },
});
