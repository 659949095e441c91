// @ts-check
import { writeFileSync } from "node:fs";

/** Vitest reporter for npm test: a line per file, every failure in full, and all outcomes in the file that MISTY_TEST_OUTCOMES names. */
export default class OutcomesReporter {
  /** @param {import("vitest/node").TestModule} module */
  onTestModuleEnd(module) {
    const tests = [...module.children.allTests()];
    const counts = ["passed", "failed", "skipped"].map((state) => [tests.filter((test) => test.result().state === state).length, state]).filter(([count]) => Number(count) > 0);
    console.log(`${module.ok() ? "passed" : "FAILED"}  ${nameOf(module)} (${counts.map(([count, state]) => `${count} ${state}`).join(", ") || "no tests"}, ${(module.diagnostic().duration / 1000).toFixed(1)} s)`);
  }

  /**
   * @param {readonly import("vitest/node").TestModule[]} modules
   * @param {readonly import("vitest").SerializedError[]} unhandled
   */
  onTestRunEnd(modules, unhandled) {
    /** @type {{ name: string, state: string, ms: number, reason?: string | undefined }[]} */
    const outcomes = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const result = test.result();
        const state = result.state === "pending" ? "failed" : result.state;
        const name = `${nameOf(module)} > ${test.fullName}`;
        outcomes.push({ name, state, ms: test.diagnostic()?.duration ?? 0, ...(result.state === "skipped" ? { reason: result.note ?? "see the test" } : {}) });
        if (state === "failed") for (const error of result.errors ?? []) console.log(`\nFAILED  ${name}\n${describe(error)}`);
      }
      const errors = [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())];
      for (const error of errors) {
        outcomes.push({ name: nameOf(module), state: "failed", ms: 0 });
        console.log(`\nFAILED  ${nameOf(module)}\n${describe(error)}`);
      }
    }
    for (const error of unhandled) {
      outcomes.push({ name: `an error nobody caught: ${error.message}`, state: "failed", ms: 0 });
      console.log(`\nFAILED  outside of any test\n${describe(error)}`);
    }
    const file = process.env["MISTY_TEST_OUTCOMES"];
    if (file) writeFileSync(file, JSON.stringify(outcomes));
  }
}

/** @param {import("vitest/node").TestModule} module */
const nameOf = (module) => `${module.project.name}: ${module.relativeModuleId}`;

/** @param {import("vitest").SerializedError} error */
const describe = (error) => [error.stack ?? error.message, error["diff"]].filter(Boolean).join("\n");
