import fc from "fast-check";

/*
 * `npm test` draws the same examples each time, so that it gives the same answer to the same code.
 * With RUNS (the full counts of security, faults, eval) every run draws new ones.
 */
if (!process.env["RUNS"]) fc.configureGlobal({ seed: 20_261_122 });
