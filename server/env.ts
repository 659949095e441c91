import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod/v4";

/*
 * The only place that reads process.env. Every variable is optional; a wrong value stops the
 * start with one line per variable. `.env.example` lists the same variables, and a test
 * compares the two.
 */

const onOff = z.enum(["on", "off"]);
const port = z.coerce.number().int().min(0).max(65_535);
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: "must be an address like postgres://user:password@host:5432/database" });

const httpUrl = z.url({ protocol: /^https?$/, error: "must be an address like https://example.com" });
const jsonObject = z.string().refine((text) => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}, "must be JSON on one line");

/** Names, meanings and checks of all variables, in the order of `.env.example`. */
export const variables = {
  PORT: port.default(3000).describe("Where the app listens."),
  HOST: z.string().min(1).default("127.0.0.1").describe("Which address it listens on."),
  MISTY_DATA_DIR: z.string().min(1).default(".data").describe("Directory of the embedded database, its lock and the session secret."),
  DATABASE_URL: postgresUrl.optional().describe("PostgreSQL or Supabase; without it the database is embedded."),
  DATABASE_DIRECT_URL: postgresUrl.optional().describe("Session connection for LISTEN, jobs and migrations when DATABASE_URL is a transaction pooler."),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: "must be an address like redis://user:password@host:6379/0" }).optional().describe("A Redis in which several processes share computed figures; without it each keeps its own in memory."),
  SESSION_SECRET: z.string().min(32, "must be at least 32 characters").optional().describe("Seals the session cookie; several, separated by commas, rotate it (the first seals, all open). Required with DATABASE_URL outside the demo."),
  MISTY_DEMO: onOff.optional().describe("Demo shop and demo sign-ins. Default on with the embedded database on a loopback address, else off."),
  MISTY_DEMO_PASSWORD: z.string().min(12, "must be at least 12 characters").default("blue-train-1957").describe("Password of the demo sign-ins."),
  MISTY_NOW: z.iso.datetime({ offset: true, error: "must be a time like 2026-06-30T12:00:00Z" }).optional().describe("A fixed clock for checks; demo mode only."),
  MISTY_ROLE: z.enum(["web", "worker", "all"]).default("all").describe("Serves pages, runs jobs, or both."),
  APP_URL: z.url({ protocol: /^https?$/, error: "must be an address like https://desk.example.com" }).optional().describe("The address people use; decides the cookie's name and the allowed Origin."),
  TRUSTED_PROXIES: z.string().regex(/^[\w.:/, ]+$/, "must be a list like loopback, 10.0.0.0/8").default("loopback").describe("Whose word about the caller's address counts: addresses or networks of the proxies in front, with APP_URL (Express' words loopback, linklocal, uniquelocal too)."),
  AI_PROVIDER: z.enum(["vertex", "openai-compatible", "offline"]).optional().describe("Which models answer; without it guessed from the keys below, and offline without any."),
  AI_MODEL: z.string().min(1).max(120).default("gemini-2.5-flash").describe("Name of the chat model at that provider."),
  AI_EMBEDDING_MODEL: z.string().min(1).max(120).default("text-embedding-004").describe("Name of the model there that makes the vectors documents are found by; it must be able to give 768 dimensions. Another one embeds all documents anew, in the background."),
  GOOGLE_VERTEX_PROJECT: z.string().min(1).optional().describe("Google Cloud project that Vertex runs in."),
  GOOGLE_VERTEX_LOCATION: z.string().min(1).default("us-central1").describe("Region of Vertex, or global."),
  GOOGLE_APPLICATION_CREDENTIALS_JSON: jsonObject.optional().describe("The service account's key file as one line of JSON; without it the machine's own credentials."),
  GOOGLE_VERTEX_BASE_URL: httpUrl.optional().describe("Another address of Vertex (private endpoint)."),
  OPENAI_COMPATIBLE_BASE_URL: httpUrl.optional().describe("Address of a server that speaks OpenAI's protocol, ending in /v1."),
  OPENAI_COMPATIBLE_API_KEY: z.string().min(1).optional().describe("Its key, if it wants one."),
  LANGFUSE_PUBLIC_KEY: z.string().min(1).optional().describe("Langfuse receives traces when both of its keys are set."),
  LANGFUSE_SECRET_KEY: z.string().min(1).optional().describe("The second of Langfuse's keys."),
  LANGFUSE_BASE_URL: httpUrl.default("https://cloud.langfuse.com").describe("Where Langfuse runs."),
  LANGSMITH_API_KEY: z.string().min(1).optional().describe("LangSmith receives traces when it is set."),
  LANGSMITH_ENDPOINT: httpUrl.default("https://api.smith.langchain.com").describe("Where LangSmith runs."),
  LANGSMITH_PROJECT: z.string().min(1).default("misty").describe("The project of LangSmith that traces go to."),
  TRACE_PERSONAL_DATA: onOff.default("off").describe("On: traces carry questions, answers and rows as they are; off: personal data is masked in them."),
  SUPABASE_URL: httpUrl.optional().describe("Documents' files are kept in Supabase Storage when its address and key are set; without them on this machine's disk, in the data directory."),
  SUPABASE_SERVICE_ROLE_KEY: z.string().min(1).optional().describe("Its service role key (or a secret key), which never leaves the server."),
  SUPABASE_BUCKET: z.string().regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, "must be small letters, digits and -").default("misty-documents").describe("Private bucket the files are kept in; made if it is missing."),
  SUPABASE_WEBHOOK_SECRET: z.string().min(16, "must be at least 16 characters").optional().describe("Secret that Supabase's database webhooks show in the header x-misty-webhook-secret; without it /webhooks/supabase is off."),
  EMAILJS_SERVICE_ID: z.string().min(1).optional().describe("Mails leave through EmailJS when its four names and keys are set; without them they are written to files."),
  EMAILJS_TEMPLATE_ID: z.string().min(1).optional().describe("Its template: To {{email}}, subject {{subject}}, from {{name}}, body {{{message}}}."),
  EMAILJS_PUBLIC_KEY: z.string().min(1).optional().describe("The account's public key."),
  EMAILJS_PRIVATE_KEY: z.string().min(1).optional().describe("The account's private key."),
  EMAILJS_URL: httpUrl.default("https://api.emailjs.com").describe("Where EmailJS is reached."),
  PLACEBO_MODE: onOff.optional().describe("Set: decides placebo mode, and the settings show it locked. Unset: the settings decide, and it is on until an admin switches it off."),
  PLACEBO_EMAIL: z.email().optional().describe("The one address that gets every mail in placebo mode; without it the settings decide."),
  METRICS_TOKEN: z.string().min(16, "must be at least 16 characters").optional().describe("Bearer token of /metrics; without it there is no /metrics."),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info").describe("How much is logged."),
  DATA_SETS_DIR: z.string().optional().describe("Folder of real data sets, for tests, evals and benches over them."),
  TEST_DATABASE_URL: postgresUrl.optional().describe("A PostgreSQL superuser; database tests and benches then run there too."),
  RUNS: z.coerce.number().int().min(1).default(25).describe("Runs per property test."),
} as const;

const schema = z.object(variables);

export type Env = Readonly<
  z.infer<typeof schema> & {
    /** Demo mode, decided. */
    demo: boolean;
    /** Which models answer, decided. */
    aiProvider: "vertex" | "openai-compatible" | "offline";
    dataDir: string;
    /** The fixed clock, or null. */
    fixedNow: Date | null;
    production: boolean;
  }
>;

/** A variable has a wrong value; `lines` says which and what to do, one line each. */
export class EnvError extends Error {
  constructor(readonly lines: string[]) {
    super(lines.join("\n"));
    this.name = "EnvError";
  }
}

export const isLoopback = (host: string): boolean => host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);

/** Reads `.env` in the current directory if there is one; real variables win. */
export function loadDotEnv(path = resolve(".env")): void {
  if (existsSync(path)) process.loadEnvFile(path);
}

/** Says to the libraries that ask NODE_ENV (React, Express) how this process runs; a value that is set already wins. */
export function declareMode(mode: "production" | "development"): void {
  process.env["NODE_ENV"] ||= mode;
}

/** Checks `source` and decides what follows from it. Throws EnvError. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  // An empty value is the same as none: that is how .env.example lists them.
  const given = Object.fromEntries(Object.keys(variables).flatMap((key) => (source[key] ? [[key, source[key]]] : [])));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new EnvError(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
  const env = parsed.data;
  const lines: string[] = [];
  const demo = env.MISTY_DEMO ? env.MISTY_DEMO === "on" : !env.DATABASE_URL && isLoopback(env.HOST);
  if (demo && !isLoopback(env.HOST)) lines.push("MISTY_DEMO: the demo has known passwords, so it is allowed on a loopback HOST only");
  if (env.MISTY_NOW && !demo) lines.push("MISTY_NOW: a fixed clock is allowed in demo mode only");
  if (env.DATABASE_URL && !demo && !env.SESSION_SECRET) lines.push("SESSION_SECRET: required with DATABASE_URL outside the demo (at least 32 characters, the same for every process)");
  if (env.DATABASE_DIRECT_URL && !env.DATABASE_URL) lines.push("DATABASE_DIRECT_URL: means nothing without DATABASE_URL");
  for (const secret of env.SESSION_SECRET?.split(",") ?? []) if (secret.length < 32) lines.push("SESSION_SECRET: each of several secrets must be at least 32 characters");
  const provider = env.AI_PROVIDER ?? (env.GOOGLE_VERTEX_PROJECT ? "vertex" : env.OPENAI_COMPATIBLE_BASE_URL ? "openai-compatible" : "offline");
  if (provider === "vertex" && !env.GOOGLE_VERTEX_PROJECT) lines.push("GOOGLE_VERTEX_PROJECT: required for AI_PROVIDER=vertex");
  if (provider === "openai-compatible" && !env.OPENAI_COMPATIBLE_BASE_URL) lines.push("OPENAI_COMPATIBLE_BASE_URL: required for AI_PROVIDER=openai-compatible");
  if (!env.LANGFUSE_PUBLIC_KEY !== !env.LANGFUSE_SECRET_KEY) lines.push("LANGFUSE_SECRET_KEY: Langfuse needs both of its keys, or neither");
  if (!env.SUPABASE_URL !== !env.SUPABASE_SERVICE_ROLE_KEY) lines.push(`${env.SUPABASE_URL ? "SUPABASE_SERVICE_ROLE_KEY" : "SUPABASE_URL"}: Supabase Storage needs its address and its key, or neither`);
  const emailJs = [env.EMAILJS_SERVICE_ID, env.EMAILJS_TEMPLATE_ID, env.EMAILJS_PUBLIC_KEY, env.EMAILJS_PRIVATE_KEY];
  if (emailJs.some(Boolean) && !emailJs.every(Boolean)) lines.push("EMAILJS_SERVICE_ID: EmailJS needs the service, the template and both keys, or none of them");
  if (lines.length > 0) throw new EnvError(lines);
  return Object.freeze({
    ...env,
    demo,
    aiProvider: provider,
    dataDir: resolve(env.MISTY_DATA_DIR),
    fixedNow: env.MISTY_NOW ? new Date(env.MISTY_NOW) : null,
    production: source["NODE_ENV"] === "production",
  });
}
