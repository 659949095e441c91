// @ts-check
import tseslint from "typescript-eslint";
import reactHooks from "eslint-plugin-react-hooks";

/*
 * Type-aware rules of typescript-eslint plus the few laws of this project that a linter can hold.
 * Comments that switch rules off do not work (noInlineConfig): a rule that is wrong is changed here.
 */

const transactions = {
  selector: "CallExpression[callee.property.name=/^(transaction|begin|savepoint)$/]",
  message: "Transactions are opened by withRls and withSystem (db/rls.ts) only, and never nested.",
};
const processEnv = {
  selector: "MemberExpression[object.name='process'][property.name='env'], MemberExpression[object.name='process'][property.value='env']",
  message: "process.env is read in server/env.ts only; take the value from Env.",
};
const defaultExports = {
  selector: "ExportDefaultDeclaration",
  message: "Named exports only; a default export has as many names as importers.",
};
const clocks = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: "Time comes as an argument (ctx.now), so that last month can be tested." },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Time comes as an argument (ctx.now), so that last month can be tested." },
  {
    selector: "TemplateElement[value.raw=/\\b(now\\(\\)|current_timestamp|current_date|localtimestamp|clock_timestamp\\(\\)|statement_timestamp\\(\\))/i]",
    message: "SQL must not ask for the time: pass it as a parameter, so that last month can be tested.",
  },
];

/** @param {...(object | object[])} laws */
const restricted = (...laws) => /** @type {["error", ...any[]]} */ (["error", ...laws.flat()]);

const TESTS = ["**/*.test.ts", "**/*.test.tsx", "**/testing/**", "e2e/**"];
const TIMELESS = ["db/queries/**/*.ts", "db/metrics/**/*.ts", "agents/detectors/**/*.ts", "server/services/**/*.ts"];

export default tseslint.config(
  { ignores: ["node_modules/**", "build/**", ".data/**", ".shop/**", "public/**", "test-results/**", "playwright-report/**"] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.{ts,tsx,js,mjs,cjs}"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "zod", message: "Import zod from zod/v4: mixing the two throws." }], patterns: [{ group: ["zod/*", "!zod/v4", "!zod/v4/*"], message: "Import zod from zod/v4." }] },
      ],
      "no-restricted-syntax": restricted(transactions, processEnv, defaultExports),
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports", disallowTypeAnnotations: false }],
      // `import { type X }` would still load the module when it runs.
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      // Remix throws responses: that is how a loader redirects.
      "@typescript-eslint/only-throw-error": [
        "error",
        { allow: [{ from: "lib", name: "Response" }, { from: "package", package: "@remix-run/server-runtime", name: "TypedResponse" }], allowThrowingUnknown: true },
      ],
    },
  },
  { files: ["app/**/*.{ts,tsx}"], extends: [reactHooks.configs.flat.recommended] },
  { files: TIMELESS, ignores: TESTS, rules: { "no-restricted-syntax": restricted(transactions, processEnv, defaultExports, clocks) } },
  // Where the frameworks ask for default exports.
  {
    files: ["app/routes/**/*.{ts,tsx}", "app/root.tsx", "app/entry.*.tsx"],
    rules: { "no-restricted-syntax": restricted(transactions, processEnv) },
  },
  { files: ["server/env.ts"], rules: { "no-restricted-syntax": restricted(transactions, defaultExports) } },
  { files: ["db/rls.ts", "db/guard-transactions.ts", "db/renewing-pool.ts"], rules: { "no-restricted-syntax": restricted(processEnv, defaultExports) } },
  {
    files: ["*.config.{js,ts}", "scripts/**", "bench/**", "security/**", ...TESTS],
    rules: { "no-restricted-syntax": "off" },
  },
  // Plain JavaScript is checked by tsc through JSDoc; there the unsafe-* rules see any everywhere.
  { files: ["**/*.{js,mjs,cjs}"], extends: [tseslint.configs.disableTypeChecked] },
);
