import { expect, test } from "vitest";
import { readableError } from "./readable-error.ts";

test("an error keeps what went wrong and loses whom it was about", () => {
  const cause = new Error('duplicate key value violates unique constraint "users_email_key"');
  const error = new Error("Failed query: insert into users (email) values ($1)\nparams: ada@shop.example,Ada", { cause });
  const said = readableError(error) ?? "";
  expect(said).toContain("insert into users");
  expect(said).toContain("because: duplicate key value");
  expect(said).toMatch(/\n\s+at /);
  expect(said).not.toMatch(/ada@|Ada/);
});

test("what pg-boss keeps of an error reads the same; nothing is nothing", () => {
  expect(readableError({ name: "Error", message: "no answer from ada@shop.example", stack: "Error: no answer\n    at run (job.ts:1:1)" })).toBe("no answer from (an address)\n    at run (job.ts:1:1)");
  expect(readableError({ value: "given up" })).toBe("given up");
  expect(readableError('Key (email)=(ada@shop.example) already exists.')).toBe("A key already exists.");
  for (const nothing of [null, undefined, 7, {}]) expect(readableError(nothing)).toBeNull();
});

test("a very long one is cut", () => {
  expect(readableError(new Error("x".repeat(9_000)))).toHaveLength(2_000);
});
