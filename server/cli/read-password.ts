import { randomBytes } from "node:crypto";
import { newPassword } from "../contracts/users.ts";
import { AppError } from "../errors.ts";

/** Nobody pipes more than this as a password; what else comes is a mistake. */
const MOST_BYTES = 4_096;

/** A password and whether the person who runs the command has yet to be told. */
export interface ChosenPassword {
  password: string;
  isMade: boolean;
}

/**
 * The password that is piped into the command, without the line end; at a terminal, where it
 * would be seen, a random one of 20 characters (120 bits). Throws BAD_REQUEST when the piped one
 * is no line of text or breaks the rules for passwords.
 */
export async function readPassword(input: AsyncIterable<Buffer> & { isTTY?: boolean }): Promise<ChosenPassword> {
  if (input.isTTY) return { password: randomBytes(15).toString("base64url"), isMade: true };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) throw refused("It is too long.");
  }
  const parsed = newPassword.safeParse(decode(Buffer.concat(chunks)).replace(/\r?\n$/, ""));
  if (!parsed.success) throw refused(parsed.error.issues[0]?.message ?? "It breaks the rules.");
  if (/[\r\n]/.test(parsed.data)) throw refused("It has more than one line.");
  return { password: parsed.data, isMade: false };
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refused("It is not UTF-8 text.");
  }
}

/** A password that was piped in and may not be chosen. */
export const refused = (why: string): AppError => new AppError("BAD_REQUEST", `The password from standard input cannot be used. ${why}`);
