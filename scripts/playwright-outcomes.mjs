// @ts-check
import { writeFileSync } from "node:fs";

/** Playwright reporter for npm test: writes all outcomes to the file that MISTY_TEST_OUTCOMES names; the list reporter does the talking. */
export default class OutcomesReporter {
  /** @type {import("@playwright/test/reporter").Suite | undefined} */
  #suite;
  /** @type {string[]} */
  #errors = [];

  /** @param {import("@playwright/test/reporter").FullConfig} _config @param {import("@playwright/test/reporter").Suite} suite */
  onBegin(_config, suite) {
    this.#suite = suite;
  }

  /** @param {import("@playwright/test/reporter").TestError} error */
  onError(error) {
    this.#errors.push(error.message ?? "an error nobody caught");
  }

  onEnd() {
    const states = /** @type {const} */ ({ expected: "passed", unexpected: "failed", flaky: "failed", skipped: "skipped" });
    const outcomes = (this.#suite?.allTests() ?? []).map((test) => ({
      name: `journeys: ${test.titlePath().filter(Boolean).join(" > ")}`,
      state: states[test.outcome()],
      ms: test.results.reduce((sum, result) => sum + result.duration, 0),
      ...(test.outcome() === "skipped" ? { reason: test.annotations.find((note) => note.type === "skip")?.description ?? "an earlier test failed" } : {}),
    }));
    for (const error of this.#errors) outcomes.push({ name: `journeys: ${error.split("\n")[0]}`, state: "failed", ms: 0 });
    const file = process.env["MISTY_TEST_OUTCOMES"];
    if (file) writeFileSync(file, JSON.stringify(outcomes));
  }
}
