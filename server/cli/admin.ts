import { parseArgs } from "node:util";
import type { Tx } from "#db/client.ts";
import { findUserForSignIn } from "#db/queries/identity.ts";
import { withSystem } from "#db/rls.ts";
import { findFaultHere } from "../auth/password-rules.ts";
import { PasswordHasher } from "../auth/passwords.ts";
import { readSessionSecrets } from "../auth/session-secret.ts";
import { createUserInput } from "../contracts/users.ts";
import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";
import { openDatabase } from "../open-database.ts";
import { SecretBox } from "../ports/secrets/secret-box.ts";
import { createUser } from "../services/users/create-user.ts";
import { dropSecondStep, resetPassword } from "../services/users/reset-password.ts";
import { readPassword, refused } from "./read-password.ts";
import { runCommand } from "./run-command.ts";
import { verifyAuditHere } from "./verify-audit.ts";

const USAGE = `Usage: npm run admin -- create-user --email X --name "Y" [--role staff|marketing|buyer|manager|admin]
       npm run admin -- reset-password --email X
       npm run admin -- remove-second-step --email X
       npm run admin -- verify-audit [--head POSITION:HASH] [--json]
The password is read from standard input; at a terminal a random one is made and printed once.`;

const usage = (message: string): AppError => new AppError("BAD_REQUEST", `${message}\n${USAGE}`);

/** What is to be done once a password is there, and the sentence that says it was. */
interface Change {
  reason: string;
  /** Words that the password must not be made of. */
  own: readonly string[];
  work(tx: Tx, secrets: SecretBox, passwordHash: string, now: Date): Promise<string>;
  /** Of somebody who is there already: their name is one of those words too. */
  email?: string;
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
      return { reason: "reset a password on the command line", own: [email], email, work: (tx, secrets, passwordHash, now) => resetPassword(tx, secrets, { email, passwordHash }, now), done: `${email} has a new password; all their sessions have ended.` };
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
    work: (tx, _secrets, passwordHash, now) => createUser(tx, { ...person, passwordHash }, now),
    done: `${person.name} can sign in as ${person.email} (${person.role}).`,
  };
}

async function administer(env: Env, args: string[]): Promise<number> {
  if (args[0] === "verify-audit") return verifyAuditHere(env, args.slice(1));
  if (args[0] === "remove-second-step") return removeSecondStepHere(env, args.slice(1));
  const change = readChange(args);
  const { password, isMade } = await readPassword(process.stdin);
  const opened = await openDatabase(env, { purpose: "command" });
  try {
    const { email } = change;
    const known = email === undefined ? null : await withSystem(opened.db, "whose password is it", (tx) => findUserForSignIn(tx, email), { readOnly: true });
    const fault = isMade ? null : await findFaultHere(opened.db, password, [...change.own, ...(known ? [known.name] : [])]);
    if (fault) throw refused(fault);
    const passwordHash = await new PasswordHasher().hash(password);
    await withSystem(opened.db, change.reason, (tx) => change.work(tx, secretsOf(env), passwordHash, env.fixedNow ?? new Date()));
  } finally {
    await opened.close();
  }
  process.stdout.write(`${change.done}\n${isMade ? `The password, shown this once: ${password}\n` : ""}`);
  return 0;
}

const secretsOf = (env: Env): SecretBox => new SecretBox(readSessionSecrets(env));

async function removeSecondStepHere(env: Env, args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  const { email } = values;
  if (!email || positionals.length > 0 || values.name !== undefined || values.role !== undefined) throw usage("remove-second-step takes --email X only.");
  const opened = await openDatabase(env, { purpose: "command" });
  try {
    await withSystem(opened.db, "remove a second step on the command line", (tx) => dropSecondStep(tx, secretsOf(env), { email }, env.fixedNow ?? new Date()));
  } finally {
    await opened.close();
  }
  process.stdout.write(`${email} signs in by password alone now; all their sessions have ended. Make sure that it is they who asked.\n`);
  return 0;
}

await runCommand(administer);
