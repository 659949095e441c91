import type { Database } from "#db/client.ts";
import type { Person } from "#db/rls.ts";
import type { Env } from "../../env.ts";
import type { SecretBox } from "../../ports/secrets/secret-box.ts";

/**
 * What acts on people and their sign-in need. They open their own system transactions: accounts,
 * sessions and tokens are out of reach of every person's own rights, so each act looks its actor
 * up once more, inside the very transaction that changes something.
 */
export interface IdentityContext {
  db: Database;
  secrets: SecretBox;
  env: Pick<Env, "APP_URL" | "HOST" | "PORT" | "demo">;
  person: Person & { sessionId: string };
  now: Date;
  requestId?: string | undefined;
}

/** The address of a path as it stands in a mail: never what a request's headers claim. */
export function addressOf(env: Pick<Env, "APP_URL" | "HOST" | "PORT">, path: string): string {
  return `${env.APP_URL?.replace(/\/$/, "") ?? `http://${env.HOST}:${env.PORT}`}${path}`;
}
