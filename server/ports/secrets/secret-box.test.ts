import fc from "fast-check";
import { expect, test } from "vitest";
import { SecretBox } from "./secret-box.ts";

const OLD = "the first secret, which is long enough";
const NEW = "the second secret, which is as long";

test("gives back what was sealed, for the same purpose, row and secret only", () => {
  fc.assert(
    fc.property(fc.string(), fc.uuid(), (text, row) => {
      const box = new SecretBox([OLD]);
      const sealed = box.seal("totp secret", row, text);
      expect(box.open("totp secret", row, sealed)).toBe(text);
      expect(box.open("mailed link", row, sealed)).toBeNull();
      expect(box.open("totp secret", `${row}x`, sealed)).toBeNull();
      expect(new SecretBox([NEW]).open("totp secret", row, sealed)).toBeNull();
      expect(new SecretBox([NEW, OLD]).open("totp secret", row, sealed)).toBe(text);
    }),
  );
});

test("opens nothing of which a bit was flipped or a part is missing", () => {
  const box = new SecretBox([OLD]);
  const sealed = box.seal("mailed link", "row", "https://desk.example.com/join/abc");
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(box.open("mailed link", "row", changed)).toBeNull();
  }
  for (let length = 0; length < sealed.length; length++) expect(box.open("mailed link", "row", sealed.subarray(0, length))).toBeNull();
});
