import type { StorageFacts } from "./probe-storage.ts";

/** What the program stands on, and how that is doing: `off` is not there, `degraded` is there and not well. */
export interface Dependency {
  id: "database" | "queue" | "log" | "mail" | "model" | "embeddings" | "files" | "storage" | "cache" | "traces" | "webhook" | "metrics";
  name: string;
  state: "ok" | "degraded" | "off";
  /** Why, in words. */
  reason: string;
  /** What still works, or what to do, where something is off; null where nothing is. */
  works: string | null;
}

/** All that is known, as plain values. Times by the machine's clock. */
export interface SystemFacts {
  now: Date;
  database: { kind: "embedded" | "server"; version: string; bytes: number; applied: number; pending: readonly string[]; pooled: boolean; hasDirect: boolean };
  queue: { installed: boolean; lookedAt: Date | null; failedLately: number; loopsFailing: readonly string[]; loopsSilent: readonly string[]; worksHere: boolean };
  /** `isEndKept`: whether the end of the chain that was noted on this machine is still in it. */
  log: { unsealed: number; oldestUnsealedAt: Date | null; isEndKept: boolean; check: { isWhole: boolean; first: string | null } | null };
  mail: { transport: "emailjs" | "file"; placeboOn: boolean; placeboAddress: string | null; queued: number; unknown: number; failed: number; oldestQueuedAt: Date | null };
  model: { provider: "vertex" | "openai-compatible" | "offline"; id: string; state: "ok" | "unknown" | "gone" | "refused"; notice: string | null };
  /** The model that makes vectors of documents; `passages` are all there are, `embedded` those with a vector of it. */
  embeddings: { provider: "built-in" | "vertex" | "openai-compatible"; name: string; state: "ok" | "unknown" | "away" | "gone" | "refused"; notice: string | null; passages: number; embedded: number };
  /** Where the files of documents lie. */
  files: { kind: "local" | "supabase"; state: "ok" | "degraded" | "off"; reason: string };
  storage: StorageFacts;
  cache: { kind: "memory" | "redis"; state: "on" | "waiting" | "away"; words: string } | null;
  traces: { targets: readonly string[]; dropped: number };
  webhook: { configured: boolean; lastAt: Date | null; failed: number };
  metrics: { configured: boolean };
}

const MINUTE_MS = 60_000;
/** Workers look at the clock every 45 seconds. */
const QUEUE_QUIET_MS = 5 * MINUTE_MS;
/** The sender looks every 15 seconds; a provider may ask for longer pauses. */
const MAIL_LATE_MS = 15 * MINUTE_MS;
/** The sealer looks every 3 seconds; a first start over an old log takes minutes. */
const SEAL_LATE_MS = 10 * MINUTE_MS;
const LITTLE_SPACE = 1024 ** 3;

const count = (value: number, one: string, many = `${one}s`): string => `${value.toLocaleString("en")} ${value === 1 ? one : many}`;

/** "1.4 GB", "320 MB": as people say it. */
export function sayBytes(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value.toLocaleString("en", { maximumFractionDigits: power > 0 && value < 10 ? 1 : 0 })} ${units[power]}`;
}

const minutesSince = (at: Date, now: Date): string => count(Math.max(1, Math.round((now.getTime() - at.getTime()) / MINUTE_MS)), "minute");

type Found = Omit<Dependency, "id" | "name">;

function database({ database: facts }: SystemFacts): Found {
  const what = `${facts.kind === "embedded" ? "Embedded PostgreSQL" : "PostgreSQL"} ${facts.version}, ${sayBytes(facts.bytes)}, ${count(facts.applied, "migration")} applied`;
  if (facts.pending.length > 0) return { state: "degraded", reason: `${what}; ${count(facts.pending.length, "newer migration")} waiting: ${facts.pending.join(", ")}.`, works: "Start this version once more, so that it brings the database up to date." };
  if (facts.pooled && !facts.hasDirect) return { state: "degraded", reason: `${what}, behind a transaction pooler.`, works: "Everything works; the live feed asks every 5 seconds instead of being told. Set DATABASE_DIRECT_URL to a session connection." };
  return { state: "ok", reason: `${what}${facts.pooled ? ", behind a transaction pooler with a direct connection" : ""}.`, works: null };
}

function queue({ queue: facts, now }: SystemFacts): Found {
  const pages = "Pages, sales and stock work. Mails wait, and what has expired is not put away.";
  if (!facts.installed) return { state: "off", reason: "No worker has started yet.", works: `${pages} Start a process with MISTY_ROLE=worker or all.` };
  if (!facts.lookedAt || now.getTime() - facts.lookedAt.getTime() > QUEUE_QUIET_MS) {
    const since = facts.lookedAt ? `for ${minutesSince(facts.lookedAt, now)}` : "yet";
    return { state: "degraded", reason: `No worker has looked after the queue ${since}.`, works: facts.worksHere ? `${pages} This process has just started, or its connection is lost.` : `${pages} Start a process with MISTY_ROLE=worker or all.` };
  }
  if (facts.loopsFailing.length > 0) return { state: "degraded", reason: `Does not succeed at the moment: ${facts.loopsFailing.join(", ")}.`, works: "It is tried again by itself. The reason stands below." };
  if (facts.loopsSilent.length > 0) return { state: "degraded", reason: `Has told nothing of itself for minutes: ${facts.loopsSilent.join(", ")}.`, works: `${pages} Its process may have died or hang: look at its log, and start it again.` };
  if (facts.failedLately > 0) return { state: "degraded", reason: `${count(facts.failedLately, "job")} failed in the last 24 hours.`, works: "All others ran. The reason stands below; they can be tried again there." };
  return { state: "ok", reason: facts.worksHere ? "Jobs run in this process." : "Jobs run in another process.", works: null };
}

function log({ log: facts, now }: SystemFacts): Found {
  const written = "Whatever is done is written down all the same.";
  if (!facts.isEndKept) return { state: "degraded", reason: "The chain of seals does not hold the end that was noted on this machine (audit-head.json): its end was cut off, or it was written anew.", works: `${written} Have the log checked on its page. If the database was replaced or restored on purpose, remove audit-head.json from the data directory.` };
  if (facts.check && !facts.check.isWhole) return { state: "degraded", reason: `The newest check found it broken. ${facts.check.first ?? ""}`.trim(), works: `${written} What was found stands on the page of the activity.` };
  const waits = facts.unsealed === 0 ? "Nothing waits for a seal." : `${count(facts.unsealed, "act")} waiting for a seal.`;
  if (facts.oldestUnsealedAt && now.getTime() - facts.oldestUnsealedAt.getTime() > SEAL_LATE_MS) return { state: "degraded", reason: `${count(facts.unsealed, "act")} waiting for a seal, the oldest for ${minutesSince(facts.oldestUnsealedAt, now)}.`, works: `${written} Until it is sealed a change to it cannot be proved. A worker seals: see Jobs.` };
  return { state: "ok", reason: `${waits} ${facts.check ? "The newest check found the log whole." : "It was not checked yet, or not in the last 40 days."}`, works: null };
}

function mail({ mail: facts, now }: SystemFacts): Found {
  const backlog = facts.queued > 0 ? ` ${count(facts.queued, "mail")} waiting.` : "";
  if (facts.unknown > 0) return { state: "degraded", reason: `Nobody can say whether ${facts.unknown === 1 ? "a mail" : count(facts.unknown, "mail")} left.${backlog}`, works: "All others are sent. A person decides in the outbox whether to send again." };
  if (facts.oldestQueuedAt && now.getTime() - facts.oldestQueuedAt.getTime() > MAIL_LATE_MS) return { state: "degraded", reason: `${count(facts.queued, "mail")} waiting, the oldest for ${minutesSince(facts.oldestQueuedAt, now)}.`, works: "Mails are kept and sent when the sender gets through." };
  if (facts.failed > 0) return { state: "degraded", reason: `${count(facts.failed, "mail")} given up in the last 7 days.${backlog}`, works: "All others are sent." };
  if (facts.transport === "file") return { state: "off", reason: `There is no mail account, so mails are written to files in the data directory.${backlog}`, works: "Everything else works; links of invitations are shown to whoever invites. Set the four EMAILJS_ variables to send." };
  if (facts.placeboOn) return { state: "off", reason: `Placebo mode is on: ${facts.placeboAddress ? `every mail goes to ${facts.placeboAddress}` : "mails are written to files"}, and nobody else gets one.${backlog}`, works: "Mails can be written and looked at. Switch it off in the settings once a test mail came." };
  return { state: "ok", reason: `EmailJS sends to whom mails are written.${backlog}`, works: null };
}

function model({ model: facts }: SystemFacts): Found {
  const figures = "Figures, evidence and all pages work without a model.";
  switch (true) {
    case facts.provider === "offline":
      return { state: "off", reason: "No model is configured. The built-in offline model answers, by the words of the question.", works: `${figures} Set GOOGLE_VERTEX_PROJECT or OPENAI_COMPATIBLE_BASE_URL for a language model.` };
    case facts.state === "gone" || facts.state === "refused":
      return { state: "off", reason: facts.notice ?? `${facts.id} does not answer.`, works: figures };
    case facts.state === "unknown":
      return { state: "degraded", reason: `${facts.id} (${facts.provider}) has not answered since the start.`, works: `${figures} Questions are sent to it nevertheless.` };
    default:
      return { state: "ok", reason: `${facts.id} (${facts.provider}) answers.`, works: null };
  }
}

function embeddings({ embeddings: facts }: SystemFacts): Found {
  const left = facts.passages - facts.embedded;
  const progress = facts.passages === 0 ? "No passage is indexed yet." : left <= 0 ? `All ${count(facts.passages, "passage")} have their vector.` : `${count(facts.embedded, "passage")} of ${facts.passages.toLocaleString("en")} have their vector; the others are made in the background.`;
  const byWords = "Documents are found by their words, and read as they come in.";
  if (facts.provider === "built-in") return { state: "off", reason: `No embedding model is configured. The built-in one knows words and parts of words, and no meaning. ${progress}`, works: "Documents are found by their words and by words like them. Set GOOGLE_VERTEX_PROJECT or OPENAI_COMPATIBLE_BASE_URL for an embedding model." };
  if (facts.state === "gone" || facts.state === "refused") return { state: "off", reason: `${facts.notice ?? `${facts.name} gives no vectors.`} ${progress}`, works: byWords };
  if (facts.state === "away") return { state: "degraded", reason: `${facts.notice ?? `${facts.name} does not answer.`} ${progress}`, works: `${byWords} It is tried again by itself.` };
  if (facts.state === "unknown") return { state: "degraded", reason: `${facts.name} (${facts.provider}) was not asked since the start. ${progress}`, works: `${byWords} The next question asks it.` };
  return { state: "ok", reason: `${facts.name} (${facts.provider}) answers. ${progress}`, works: null };
}

function files({ files: facts }: SystemFacts): Found {
  return { state: facts.state, reason: facts.reason, works: facts.state === "ok" ? null : "Documents that were read are found and shown. New ones cannot be taken, and the files of those that are here cannot be given out." };
}

function storage({ storage: facts }: SystemFacts): Found {
  const room = facts.freeBytes === null ? "" : ` ${sayBytes(facts.freeBytes)} free${facts.totalBytes === null ? "" : ` of ${sayBytes(facts.totalBytes)}`}.`;
  if (!facts.writable) return { state: "off", reason: `The data directory cannot be written (${facts.problem}).${room}`, works: "What is in the database works. Files (mails without an account, archives, a secret of its own) cannot be kept." };
  if (facts.freeBytes !== null && facts.freeBytes < LITTLE_SPACE) return { state: "degraded", reason: `The data directory is nearly full.${room}`, works: "Everything works until it is full. Make room." };
  return { state: "ok", reason: `The data directory can be written.${room}`, works: null };
}

function cache({ cache: facts }: SystemFacts): Found {
  const computed = "Every figure is computed each time it is asked for: right, only slower.";
  if (!facts) return { state: "off", reason: "This process keeps no figures.", works: computed };
  if (facts.state === "away") return { state: "degraded", reason: facts.words, works: computed };
  return { state: "ok", reason: facts.words, works: null };
}

function traces({ traces: facts }: SystemFacts): Found {
  if (facts.targets.length === 0) return { state: "off", reason: "Neither Langfuse nor LangSmith is configured.", works: "AI use is kept here all the same. Set LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY, or LANGSMITH_API_KEY, to send traces too." };
  const to = facts.targets.join(" and ");
  if (facts.dropped > 0) return { state: "degraded", reason: `Traces go to ${to}; ${facts.dropped.toLocaleString("en")} could not be sent since the start.`, works: "Answers are not held up by it, and AI use is kept here." };
  return { state: "ok", reason: `Traces go to ${to}.`, works: null };
}

function webhook({ webhook: facts }: SystemFacts): Found {
  if (!facts.configured) return { state: "off", reason: "SUPABASE_WEBHOOK_SECRET is not set, so /webhooks/supabase is closed.", works: "Everything works; changes made past Misty are seen with the next look at the database." };
  if (facts.failed > 0) return { state: "degraded", reason: `${count(facts.failed, "event")} could not be taken in the last 7 days.`, works: "All others were." };
  return { state: "ok", reason: facts.lastAt ? "Supabase's events are taken." : "Open; no event has come yet.", works: null };
}

function metrics({ metrics: facts }: SystemFacts): Found {
  return facts.configured ? { state: "ok", reason: "/metrics answers whoever knows the token.", works: null } : { state: "off", reason: "METRICS_TOKEN is not set, so there is no /metrics.", works: "This page and the log still say how the program is doing." };
}

const PARTS: readonly [Dependency["id"], string, (facts: SystemFacts) => Found][] = [
  ["database", "Database", database],
  ["queue", "Jobs", queue],
  ["log", "Activity log", log],
  ["mail", "Mail", mail],
  ["model", "Model", model],
  ["embeddings", "Embeddings", embeddings],
  ["files", "Files of documents", files],
  ["storage", "Storage", storage],
  ["cache", "Cache of figures", cache],
  ["traces", "Traces", traces],
  ["webhook", "Webhook", webhook],
  ["metrics", "Metrics", metrics],
];

/** Each thing the program stands on: ok, degraded or off, why, and what still works. */
export const describeDependencies = (facts: SystemFacts): Dependency[] => PARTS.map(([id, name, describe]) => ({ id, name, ...describe(facts) }));
