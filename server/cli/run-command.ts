import { DirectoryLockedError } from "#db/embedded/index.ts";
import { EnvError, loadDotEnv, readEnv, type Env } from "../env.ts";
import { AppError } from "../errors.ts";

/**
 * Runs a command line: reads the environment, prints errors as sentences on stderr, and ends
 * with the command's exit code (1 for whatever it could not do).
 */
export async function runCommand(command: (env: Env, args: string[]) => Promise<number>): Promise<void> {
  try {
    loadDotEnv();
    process.exitCode = await command(readEnv(), process.argv.slice(2));
  } catch (error) {
    const known = error instanceof AppError || error instanceof DirectoryLockedError || error instanceof EnvError;
    process.stderr.write(`${known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  }
}
