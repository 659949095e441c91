import { loadPerson } from "../auth/sign-in.ts";
import type { RequestContext } from "../http/load-context.ts";

/** A burst of news leads to one look at the session, this long after its first piece. */
const LOOK_AFTER_MS = 300;
/** Sessions also end by the clock, which tells nobody. */
const LOOK_EVERY_MS = 60_000;

/**
 * A signal that fires with the request's own, and also when the person's session is over or the
 * role is another: an open stream must not outlive a sign-out. Ending a session writes an
 * activity, so news of activities is when to look.
 */
export function endWithSession(context: RequestContext, cookieHeader: string | null): AbortSignal {
  const { runtime } = context;
  const controller = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  const look = async () => {
    timer = null;
    try {
      const before = await context.person();
      const after = await loadPerson(runtime, cookieHeader, runtime.now());
      if (before?.sessionId !== after?.sessionId || before?.role !== after?.role) controller.abort();
    } catch (error) {
      // The database is away: the next news or the clock looks again.
      runtime.logger.debug({ err: error, requestId: context.requestId }, "could not look whether a stream's session is over");
    }
  };
  const unsubscribe = runtime.events.subscribe("activity", () => {
    timer ??= setTimeout(() => void look(), LOOK_AFTER_MS);
  });
  const clock = setInterval(() => void look(), LOOK_EVERY_MS);
  clock.unref();
  const signal = AbortSignal.any([context.signal, controller.signal]);
  signal.addEventListener(
    "abort",
    () => {
      unsubscribe();
      clearInterval(clock);
      if (timer) clearTimeout(timer);
    },
    { once: true },
  );
  return signal;
}
