import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { readPassword } from "./read-password.ts";

const piped = (...pieces: (string | Buffer)[]) => readPassword(Readable.from(pieces.map((piece) => Buffer.from(piece))));
const terminal = () => readPassword(Object.assign(Readable.from([]), { isTTY: true }));

describe("the password of a command", () => {
  test.each(["a love supreme", "a love supreme\n", "a love supreme\r\n"])("is what is piped in, without the line end: %j", async (text) => {
    expect(await piped(text)).toEqual({ password: "a love supreme", isMade: false });
  });

  test("keeps its spaces, and its letters where a piece of the pipe ends inside one", async () => {
    const bytes = Buffer.from(" café bohemia 1955 \n");
    expect(await piped(bytes.subarray(0, 5), bytes.subarray(5))).toEqual({ password: " café bohemia 1955 ", isMade: false });
  });

  test.each([
    ["nothing", "", "Choose a password."],
    ["257 characters", "x".repeat(257), "Use at most 256 characters."],
    ["a whole file", "x".repeat(5_000), "It is too long."],
    ["two lines", "a love supreme\nanother line\n", "It has more than one line."],
    ["Latin-1", Buffer.from("café bohemia 1955", "latin1"), "It is not UTF-8 text."],
  ])("is refused when it is %s", async (_what, text, why) => {
    await expect(piped(text)).rejects.toMatchObject({ name: "AppError", message: `The password from standard input cannot be used. ${why}` });
  });

  test("is a random one at a terminal, another each time", async () => {
    const made = await Promise.all(Array.from({ length: 50 }, terminal));
    for (const { password, isMade } of made) {
      expect(isMade).toBe(true);
      expect(password).toMatch(/^[\w-]{20}$/);
    }
    expect(new Set(made.map(({ password }) => password)).size).toBe(50);
  });
});
