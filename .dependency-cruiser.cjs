// @ts-check
/*
 * Who may import whom, as docs and design draw it:
 *
 *   app -> server/trpc, contracts -> server/routers -> server/services -> db/queries -> db
 *
 * Types count like code, except where a rule says "value": a page may know the type of a router.
 */

const TESTS = "\\.(test|db\\.test|dom\\.test)\\.tsx?$|/testing/";

/** @type {(name: string, comment: string, from: object, to: object) => any} */
const forbid = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });
const VALUE = { dependencyTypesNot: ["type-only"] };

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    forbid("no-cycles", "A cycle means that two files are one. Types may point back.", {}, { circular: true, viaOnly: VALUE }),
    forbid("no-unresolvable", "The import leads nowhere.", {}, { couldNotResolve: true, pathNot: "^virtual:|^\\.svelte-kit|\\?(url|raw|inline)$" }),
    forbid("no-tests-in-code", "Code must not lean on tests.", { pathNot: `${TESTS}|^e2e/|^bench/|^security/|^vitest\\.config` }, { path: TESTS }),
    forbid("no-dev-dependencies-in-code", "What runs in production must be a dependency.", { path: "^(app|server|db|agents|knowledge-base)/", pathNot: `${TESTS}|^server/http/development-pages\\.ts$` }, {
      dependencyTypes: ["npm-dev"],
      dependencyTypesNot: ["type-only"],
      pathNot: "node_modules/@types/",
    }),

    forbid("db-imports-nobody", "db speaks SQL and knows nobody else of this project.", { path: "^db/" }, { path: "^(app|server|agents|knowledge-base|e2e|bench|scripts)/" }),
    forbid("db-and-its-driver", "db needs its driver, zod and nothing else from npm.", { path: "^db/", pathNot: TESTS }, {
      path: "node_modules/",
      pathNot: "node_modules/(zod|drizzle-orm|postgres|postgres-array|pg-types|uuid|pure-rand|@electric-sql/(pglite|pglite-socket)|@types/node)/",
    }),
    forbid("knowledge-base-arrows", "knowledge-base reads db, ports and the model runtime.", { path: "^knowledge-base/", pathNot: TESTS }, {
      path: "^(app|server|agents)/",
      pathNot: "^server/(ports/|errors\\.ts$)|^agents/runtime/(models|embedder)\\.ts$",
    }),
    forbid("services-arrows", "Services write through db and know errors, ports, emails and contracts.", { path: "^server/services/", pathNot: TESTS }, {
      path: "^(app|agents|knowledge-base)/|^server/(?!services/|ports/|emails/|contracts/|errors\\.ts$|env\\.ts$|runtime\\.ts$|logger\\.ts$)",
    }),
    forbid("routers-arrows", "Routers validate and make one call: no pages, no schema, no HTTP.", { path: "^server/routers/", pathNot: TESTS }, {
      path: "^app/|^db/(schema|embedded|seed)/|^db/(client|migrate)\\.ts$|^server/(http|cli|jobs)/",
      ...VALUE,
    }),
    forbid("contracts-are-client-safe", "Contracts run in the browser too.", { path: "^(server/contracts|agents/contracts)/", pathNot: TESTS }, {
      path: "^(app|server|db|agents|knowledge-base)/|node_modules/",
      pathNot: "^(server|agents)/contracts/|^db/enums\\.ts$|node_modules/zod/",
      ...VALUE,
    }),
    forbid("enums-import-nothing", "db/enums.ts is client-safe.", { path: "^db/enums\\.ts$" }, {}),
    forbid("server-knows-no-pages", "What the program can do does not depend on how it looks.", { path: "^(server|agents|knowledge-base)/", pathNot: TESTS }, { path: "^app/" }),
    forbid("agents-arrows", "Agents use services, queries, metrics, the sandbox, search, contracts and errors; evals open a shop of their own.", { path: "^agents/", pathNot: `${TESTS}|^agents/evals/` }, {
      path: "^server/(?!services/|contracts/|errors\\.ts$|env\\.ts$)|^db/(schema|embedded|seed)/|^db/(client|migrate)\\.ts$",
      ...VALUE,
    }),

    forbid("routes-arrows", "Pages call procedures; what else they need of the server is signing in and contracts.", { path: "^app/routes/", pathNot: TESTS }, {
      path: "^(server|db|agents|knowledge-base)/",
      pathNot: "^server/(trpc/caller\\.ts$|trpc/procedures\\.ts$|trpc/handle\\.ts$|auth/|contracts/|errors\\.ts$)|^agents/(contracts/|runtime/run-turn)|^db/enums\\.ts$|^server/trpc/(root|types)\\.ts$",
      ...VALUE,
    }),
    forbid("components-arrows", "Components run in the browser: leaves only.", { path: "^app/(components|lib|styles)/|^app/root\\.tsx$|^app/entry\\.client", pathNot: `${TESTS}|\\.server\\.tsx?$` }, {
      path: "^(server|db|agents|knowledge-base)/",
      pathNot: "^db/enums\\.ts$|^(server|agents)/contracts/|^knowledge-base/ingest/(join-page-text|clean-text)\\.ts$",
      ...VALUE,
    }),
    forbid("no-drizzle-in-pages", "Pages never see SQL.", { path: "^app/" }, { path: "node_modules/(drizzle-orm|postgres|@electric-sql)/" }),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|public|\\.data|\\.shop)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"], mainFields: ["module", "main", "types"], extensions: [".ts", ".tsx", ".js", ".mjs", ".json"] },
    cache: { folder: "node_modules/.cache/dependency-cruiser", strategy: "content" },
  },
};
