import { expect, test } from "vitest";
import { enrolmentAddress, makeSecret, stepOfCode } from "./one-time-codes.ts";

/** The ASCII secret of RFC 6238's appendix B, "12345678901234567890". */
const RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

// The last six of the eight digits printed there.
test.each([
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
  [20000000000, "353130"],
])("at second %i the code is the one of RFC 6238", (second, code) => {
  expect(stepOfCode(RFC_SECRET, code, new Date(second * 1000))).toBe(Math.floor(second / 30));
});

test("a code is good one step early and late, and no further", () => {
  const step = Math.floor(1111111109 / 30);
  const at = (steps: number) => stepOfCode(RFC_SECRET, "081804", new Date((step + steps) * 30_000));
  expect([-2, -1, 0, 1, 2].map(at)).toEqual([null, step, step, step, null]);
});

test.each(["", "81804", "0818044", "08180a", " 81804", "０８１８０４"])("%j is no code", (code) => {
  expect(stepOfCode(RFC_SECRET, code, new Date(1111111109_000))).toBeNull();
});

test("secrets are 160 random bits, and the address names shop and person", () => {
  const secret = makeSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(makeSecret()).not.toBe(secret);
  const address = new URL(enrolmentAddress({ secret, shopName: "Olive's: Records", email: "olive@shop.example" }));
  expect(address.protocol).toBe("otpauth:");
  expect(address.searchParams.get("secret")).toBe(secret);
  expect(decodeURIComponent(address.pathname)).toContain("olive@shop.example");
});
