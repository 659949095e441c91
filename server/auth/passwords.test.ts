import { parseOptions } from "@node-rs/argon2";
import { expect, test } from "vitest";
import { PasswordHasher } from "./passwords.ts";

test("a password opens its own hash and no other does", async () => {
  const passwords = new PasswordHasher();
  const stored = await passwords.hash("so what, said miles");
  expect(await passwords.verify(stored, "so what, said miles")).toBe(true);
  expect(await passwords.verify(stored, "so what, said Miles")).toBe(false);
  expect(await passwords.verify(null, "so what, said miles")).toBe(false);
  expect(await passwords.verify("not a hash at all", "so what, said miles")).toBe(false);
});

test("hashes are Argon2id with 19 MiB, two passes and one lane", async () => {
  const options = parseOptions(await new PasswordHasher().hash("a kind of blue"));
  expect(options).toMatchObject({ algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 });
});

test("the same letters typed another way are the same password", async () => {
  const passwords = new PasswordHasher();
  expect(await passwords.verify(await passwords.hash("caf\u00e9 bohemia 1955"), "cafe\u0301 bohemia 1955")).toBe(true);
});

test("signs that only look alike are different passwords: nothing but composition is evened out", async () => {
  const passwords = new PasswordHasher();
  const stored = await passwords.hash("e = m c\u00b2 \uff21 \ufb01");
  expect(await passwords.verify(stored, "e = m c\u00b2 \uff21 \ufb01")).toBe(true);
  for (const other of ["e = m c2 \uff21 \ufb01", "e = m c\u00b2 A \ufb01", "e = m c\u00b2 \uff21 fi", " e = m c\u00b2 \uff21 \ufb01"]) expect(await passwords.verify(stored, other), other).toBe(false);
});

test("at most two are hashed at once, and all get their turn", async () => {
  const passwords = new PasswordHasher();
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, passwords.running)), 1);
  const answers = await Promise.all(Array.from({ length: 8 }, () => passwords.verify(null, "anything")));
  clearInterval(watch);
  expect(answers).toEqual(Array.from({ length: 8 }, () => false));
  expect(most).toBe(2);
  expect(passwords.running).toBe(0);
  expect(passwords.count).toBe(8);
});
