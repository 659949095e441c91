import type { TRPC_ERROR_CODE_KEY } from "@trpc/server/rpc";

/**
 * An error with a sentence for the person who meets it. `code` is one of tRPC's own codes;
 * `fields` puts messages beside the fields of a form.
 */
export class AppError extends Error {
  constructor(
    readonly code: TRPC_ERROR_CODE_KEY,
    message: string,
    readonly fields: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "AppError";
  }
}
