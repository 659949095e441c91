import type { TestProject } from "vitest/node";
import { migratedSnapshot } from "./snapshot.ts";

/** Tells every test file where the migrated database lies that all of them start from. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide("testDatabase", { kind: "embedded", snapshotPath: await migratedSnapshot() });
}
