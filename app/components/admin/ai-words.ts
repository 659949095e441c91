import { formatCount } from "#app/lib/format.ts";

/** What models cost: two places from a dollar on, four below, since an answer costs a part of a cent. */
export function formatUsd(amount: string | number): string {
  const value = Number(amount);
  const places = value !== 0 && value < 1 ? 4 : 2;
  return `$${value.toLocaleString("en", { minimumFractionDigits: places, maximumFractionDigits: places })}`;
}

/** "1.2 s"; a dash where nothing was measured. */
export const formatSeconds = (milliseconds: number | null): string => (milliseconds === null ? "–" : `${(milliseconds / 1000).toLocaleString("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 })} s`);

/** "12.4k": tokens are many. */
export const formatTokens = (tokens: string | number): string => {
  const value = Number(tokens);
  return value < 10_000 ? formatCount(value) : `${(value / 1000).toLocaleString("en", { maximumFractionDigits: value < 100_000 ? 1 : 0 })}k`;
};

const AGENT_WORDS: Readonly<Record<string, string>> = { analyst: "Analyst", librarian: "Librarian", jazz: "Jazz researcher", investigator: "Investigator" };
export const sayAgent = (id: string): string => AGENT_WORDS[id] ?? id;

const ERROR_WORDS: Readonly<Record<string, string>> = {
  rate_limited: "The model had too much to do",
  unavailable: "The model's server had a fault",
  timed_out: "It took too long",
  model_gone: "The model is not served",
  key_refused: "The key was refused",
  unreadable: "The answer could not be read",
  too_long: "It became too long",
  connection_lost: "The connection was lost",
  internal: "A fault of ours",
  process_lost: "The process died",
};
export const sayError = (code: string): string => ERROR_WORDS[code] ?? code.replaceAll("_", " ");

export const RUN_STATUS_WORDS = { running: "Running", completed: "Answered", failed: "Failed", stopped: "Stopped" } as const;
