import type { TestProject } from "vitest/node";
import { startNativeRun } from "./native-run.ts";

/** Once per run of the project `db-native`: a login and a template of its own; every test file gets a copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const adminUrl = process.env["TEST_DATABASE_URL"];
  if (!adminUrl) throw new Error("TEST_DATABASE_URL is not set");
  const native = await startNativeRun(adminUrl);
  project.provide("testDatabase", { kind: "native", adminUrl, loginUrl: native.loginUrl, run: native.run, template: native.template });
  return () => native.dropAll();
}
