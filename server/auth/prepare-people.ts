import type { Runtime } from "../runtime.ts";
import { ensureDemoPeople, retireDemoPeople } from "./demo-people.ts";
import { makeSetupToken } from "./setup.ts";

/**
 * Who may sign in after this start: in the demo its five people; outside it nobody with a
 * well-known password, and in a shop without people whoever has the setup token, which is returned.
 */
export async function preparePeople(runtime: Pick<Runtime, "env" | "db" | "passwords">, now: Date): Promise<string | null> {
  if (runtime.env.demo) {
    await ensureDemoPeople(runtime, now);
    return null;
  }
  await retireDemoPeople(runtime, now);
  // A worker shows no pages, and a second link would put the web process's out of use.
  return runtime.env.MISTY_ROLE === "worker" ? null : makeSetupToken(runtime, now);
}
