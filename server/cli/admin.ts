import { parseArgs } from "node:util";
import type { Tx } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { findFaultHere } from "../auth/password-rules.ts";
import { PasswordHasher } from "../auth/passwords.ts";
import { createUserInput } from "../contracts/users.ts";
import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";
import { openDatabase } from "../open-database.ts";
import { createUser } from "../services/users/create-user.ts";
import { resetPassword } from "../services/users/reset-password.ts";
import { readPassword, refused } from "./read-password.ts";
import { runCommand } from "./run-command.ts";
import { verifyAuditHere } from "./verify-audit.ts";

const USAGE = `Usage: npm run admin -- create-user --email X --name "Y" [--role staff|marketing|buyer|manager|admin]
       npm run admin -- reset-password --email X
       npm run admin -- verify-audit [--head POSITION:HASH] [--json]
The password is read from standard input; at a terminal a random one is made and printed once.`;

const usage = (message: string): AppError => new AppError("BAD_REQUEST", `${message}\n${USAGE}`);

/** What is to be done once a password is there, and the sentence that says it was. */
interface Change {
  reason: string;
  /** Words that the password must not be made of. */
  own: readonly string[];
  work(tx: Tx, passwordHash: string, now: Date): Promise<string>;
  done: string;
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { email: { type: "string" }, name: { type: "string" }, role: { type: "string" } } });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : "The arguments are not right.");
  }
}

function readChange(args: string[]): Change {
  const { values, positionals } = readArguments(args);
  const [command, ...more] = positionals;
  if (more.length > 0) throw usage(`"${more.join(" ")}" is too much; names with spaces go in quotes.`);
  switch (command) {
    case "create-user":
      return creation(values);
    case "reset-password": {
      const { email } = values;
      if (!email) throw usage("Say whose password: --email X.");
      if (values.name !== undefined || values.role !== undefined) throw usage("reset-password takes --email only.");
      return { reason: "reset a password on the command line", own: [email], work: (tx, passwordHash, now) => resetPassword(tx, { email, passwordHash }, now), done: `${email} has a new password; all their sessions have ended.` };
    }
    default:
      throw usage(command === undefined ? "Say what to do." : `There is no command "${command}".`);
  }
}

function creation(values: { email?: string | undefined; name?: string | undefined; role?: string | undefined }): Change {
  if (!values.email || !values.name?.trim()) throw usage("Say who it is: --email X --name \"Y\".");
  const parsed = createUserInput.safeParse(values);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw usage(`--${String(issue?.path[0])}: ${issue?.message}`);
  }
  const person = parsed.data;
  return {
    reason: "make a person on the command line",
    own: [person.name, person.email],
    work: (tx, passwordHash, now) => createUser(tx, { ...person, passwordHash }, now),
    done: `${person.name} can sign in as ${person.email} (${person.role}).`,
  };
}

async function administer(env: Env, args: string[]): Promise<number> {
  if (args[0] === "verify-audit") return verifyAuditHere(env, args.slice(1));
  const change = readChange(args);
  const { password, isMade } = await readPassword(process.stdin);
  const opened = await openDatabase(env, { purpose: "command" });
  try {
    const fault = isMade ? null : await findFaultHere(opened.db, password, change.own);
    if (fault) throw refused(fault);
    const passwordHash = await new PasswordHasher().hash(password);
    await withSystem(opened.db, change.reason, (tx) => change.work(tx, passwordHash, env.fixedNow ?? new Date()));
  } finally {
    await opened.close();
  }
  process.stdout.write(`${change.done}\n${isMade ? `The password, shown this once: ${password}\n` : ""}`);
  return 0;
}

await runCommand(administer);
