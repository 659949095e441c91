import { RIGHTS_ENDED } from "../contracts/csv.ts";
import type { RequestContext } from "../http/load-context.ts";
import { loadPerson, loadPersonOf } from "./sign-in.ts";

/** A burst of news leads to one look at the session, this long after its first piece. */
const LOOK_AFTER_MS = 300;
/** Sessions also end by the clock, which tells nobody. */
const LOOK_EVERY_MS = 60_000;

class RightsEnded extends Error {
  override name = RIGHTS_ENDED;
  constructor() {
    super("The session is over, or the role is another.");
  }
}

/**
 * A signal that fires with the request's own, and also when the person's session is over or the
 * role is another: an open stream must not outlive a sign-out. Ending a session writes an
 * activity, so news of activities is when to look. `by: "cookie"` also ends it when the session gets
 * another secret, for streams that a page opens again by itself; an answer or a file that is under
 * way goes on then (`by: "session"`).
 */
export function endWithSession(context: RequestContext, cookieHeader: string | null, by: "cookie" | "session" = "session"): AbortSignal {
  const { runtime } = context;
  const controller = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  const look = async () => {
    timer = null;
    try {
      const before = await context.person();
      const after = by === "session" && before ? await loadPersonOf(runtime, before.sessionId, runtime.now()) : await loadPerson(runtime, cookieHeader, runtime.now());
      if (before?.sessionId !== after?.sessionId || before?.role !== after?.role) controller.abort(new RightsEnded());
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
  controller.signal.addEventListener(
    "abort",
    () => {
      unsubscribe();
      clearInterval(clock);
      if (timer) clearTimeout(timer);
    },
    { once: true },
  );
  // Not AbortSignal.any: on Node 20 what it gives may be collected as garbage before it fires.
  const end = () => controller.abort(context.signal.reason);
  if (context.signal.aborted) end();
  else context.signal.addEventListener("abort", end, { once: true });
  return controller.signal;
}
