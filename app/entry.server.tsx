import { PassThrough } from "node:stream";
import { type ActionFunctionArgs, type AppLoadContext, createReadableStreamFromReadable, type EntryContext, type LoaderFunctionArgs } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { NonceContext } from "#app/lib/nonce.ts";

/** Panels that are not there by then show their error. */
export const streamTimeout = 15_000;

export default function handleRequest(request: Request, status: number, headers: Headers, remix: EntryContext, context: AppLoadContext): Promise<Response> {
  const { cspNonce, requestId, runtime } = context;
  // Robots and programs without scripts get the whole page, people get the shell at once.
  const whole = isbot(request.headers.get("user-agent") ?? "");
  return new Promise((resolve, reject) => {
    let shellSent = false;
    let finalStatus = status;
    const send = () => {
      shellSent = true;
      const body = new PassThrough();
      headers.set("Content-Type", "text/html; charset=utf-8");
      // Pages show a shop's figures: neither proxies nor the back button of the next person may keep them.
      headers.set("Cache-Control", "private, no-store");
      if (finalStatus === 503) headers.set("Retry-After", "5");
      resolve(new Response(createReadableStreamFromReadable(body), { status: finalStatus, headers }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={cspNonce}>
        <RemixServer context={remix} url={request.url} nonce={cspNonce} />
      </NonceContext.Provider>,
      {
      nonce: cspNonce,
      onShellReady: () => (whole ? undefined : send()),
      onAllReady: () => (whole ? send() : undefined),
      onShellError: reject,
      onError(error) {
        finalStatus = 500;
        if (shellSent && !context.signal.aborted) runtime.logger.error({ err: error, requestId }, "a part of the page failed");
      },
    },
    );
    const timer = setTimeout(abort, streamTimeout + 1_000);
    context.signal.addEventListener("abort", () => {
      clearTimeout(timer);
      abort();
    });
  });
}

/** Errors of loaders and actions that nobody foresaw; the browser gets a sentence with the request's id. */
export function handleError(error: unknown, { context }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (!context.signal.aborted) context.runtime.logger.error({ err: error, requestId: context.requestId }, "a page failed");
}
