import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readEnv, variables } from "#server/env.ts";

const text = readFileSync(fileURLToPath(new URL("../.env.example", import.meta.url)), "utf8");

it(".env.example lists exactly the variables of server/env.ts, with their meaning and default", () => {
  const listed = [...text.matchAll(/^# (.+)\n([A-Z_]+)=(.*)$/gm)].map(([, meaning, name, value]) => ({ name, meaning, value }));
  const defaults = readEnv({});
  expect(listed).toEqual(
    Object.entries(variables).map(([name, variable]) => {
      const known = defaults[name as keyof typeof variables];
      return { name, meaning: variable.description, value: known === undefined ? "" : String(known) };
    }),
  );
});

it("can be used as it is", () => {
  const given = Object.fromEntries([...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value] as const));
  expect(readEnv(given)).toEqual(readEnv({}));
});
