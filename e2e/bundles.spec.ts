import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { Tally } from "../security/tally.ts";

/* S12: what every browser gets holds nothing of the server: no names of secrets, no drivers, no hashes, no value of this machine's environment. */

const filesBelow = (folder: string): string[] => readdirSync(folder).flatMap((name) => (statSync(join(folder, name)).isDirectory() ? filesBelow(join(folder, name)) : [join(folder, name)]));

/** Words of the server alone. */
const WORDS = ["SESSION_SECRET", "DATABASE_URL", "API_KEY", "PRIVATE_KEY", "METRICS_TOKEN", "WEBHOOK_SECRET", "postgres://", "$argon2", "password_hash", "passwordHash", "totp_secret", "withSystem", "process.env.", "BEGIN PRIVATE"];

test("no script, style or page's data that browsers get holds a secret or a part of the server", () => {
  const tally = new Tally("S12", "client bundles");
  const files = filesBelow("build/client").filter((file) => /\.(js|css|json|map|html|svg)$/.test(file));
  expect(files.length).toBeGreaterThan(20);
  const values = Object.entries(process.env).flatMap(([name, value]) => (/SECRET|KEY|TOKEN|PASSWORD|DATABASE/.test(name) && value && value.length >= 12 ? [{ name, value }] : []));
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    for (const word of WORDS) tally.attempt(!text.includes(word), `${file} holds ${word}`);
    for (const { name, value } of values) tally.attempt(!text.includes(value), `${file} holds the value of ${name}`);
    tally.attempt(!file.endsWith(".map"), `${file} is a map of the source`);
  }
  expect(tally.report()).toEqual([]);
});
