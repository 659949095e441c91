import { randomBytes, randomInt } from "node:crypto";
import { describe, expect, test } from "vitest";
import { SessionCookies } from "./session-cookies.ts";

const OLD = "the first secret, which is long enough";
const NEW = "the second secret, which is as long";

/** The `name=value` part of a Set-Cookie value. */
const pairOf = (setCookie: string) => setCookie.split(";")[0] ?? "";

describe("the session cookie", () => {
  test("gives back the secret that was sealed", async () => {
    const cookies = new SessionCookies([OLD], false);
    const secret = randomBytes(32);
    const cookie = await cookies.seal(secret, 60);
    expect(await cookies.open(`theme=dark; ${pairOf(cookie)}; other=1`)).toEqual(new Uint8Array(secret));
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Max-Age=60$/);
  });

  test("is Secure and bound to its host where the app is reached by https", async () => {
    const cookies = new SessionCookies([OLD], true);
    expect(await cookies.seal(randomBytes(32), 60)).toMatch(/^__Host-misty=.*; Path=\/; HttpOnly; SameSite=Lax; Max-Age=60; Secure$/);
    expect(cookies.clear()).toBe("__Host-misty=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure");
  });

  test("holds the secret encrypted", async () => {
    const secret = randomBytes(32);
    const cookie = await new SessionCookies([OLD], false).seal(secret, 60);
    const decoded = pairOf(cookie).split(".").map((part) => Buffer.from(part, "base64url"));
    expect(decoded.some((part) => part.includes(secret))).toBe(false);
  });

  test("is refused when any bit of it was flipped", async () => {
    const cookies = new SessionCookies([OLD], false);
    const sealed = pairOf(await cookies.seal(randomBytes(32), 60)).slice(`${cookies.name}=`.length);
    const flip = (at: number, bit: number) => {
      const bytes = Buffer.from(sealed, "latin1");
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      return bytes.toString("latin1");
    };
    const accepted: string[] = [];
    for (let run = 0; run < 1_000; run++) {
      const changed = flip(randomInt(sealed.length), randomInt(8));
      if (await cookies.open(`${cookies.name}=${changed}`)) accepted.push(changed);
    }
    // The tag's last character has bits that decode to nothing: each of its neighbours must fail too.
    for (let bit = 0; bit < 8; bit++) if (await cookies.open(`${cookies.name}=${flip(sealed.length - 1, bit)}`)) accepted.push(`last ${bit}`);
    expect(accepted).toEqual([]);
    expect(await cookies.open(`${cookies.name}=${sealed}`)).not.toBeNull();
  });

  test("survives a rotation, until its secret is taken out", async () => {
    const before = new SessionCookies([OLD], false);
    const during = new SessionCookies([NEW, OLD], false);
    const after = new SessionCookies([NEW], false);
    const old = pairOf(await before.seal(randomBytes(32), 60));
    const fresh = pairOf(await during.seal(randomBytes(32), 60));
    expect(await during.open(old)).not.toBeNull();
    expect(await after.open(old)).toBeNull();
    expect(await after.open(fresh)).not.toBeNull();
    expect(await before.open(fresh)).toBeNull();
  });

  test.each([null, undefined, "", "misty_session=", "misty_session=x", "misty_session=a.b.c.d.e", `misty_session=${"a".repeat(5_000)}`, "other=1"])("is nobody's when it reads %s", async (header) => {
    expect(await new SessionCookies([OLD], false).open(header)).toBeNull();
  });
});
