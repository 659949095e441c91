import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { DayRange } from "../../metrics/types.ts";
import { CURSOR_PARTS, cutPage, decodeCursor } from "../cursor.ts";

/*
 * What was asked of the models. All of it reads agent_runs with the reader's own rights, so an admin sees
 * everybody's runs and anybody else their own; nothing here holds what was said.
 */

/** What a set of runs comes to. Amounts in US dollars as text, times in milliseconds. */
export interface AiFigures {
  runs: number;
  failed: number;
  stopped: number;
  running: number;
  inputTokens: string;
  outputTokens: string;
  /** Of the runs whose cost is known. */
  costUsd: string;
  /** Runs that are over and whose cost nobody knows: they are in no sum. */
  unknownCost: number;
  up: number;
  down: number;
  firstMedianMs: number | null;
  firstP95Ms: number | null;
  wholeMedianMs: number | null;
  wholeP95Ms: number | null;
}

type Row = { runs: number; failed: number; stopped: number; running: number; input_tokens: string; output_tokens: string; cost: string; unknown_cost: number; up: number; down: number; first_median: number | null; first_p95: number | null; whole_median: number | null; whole_p95: number | null };

const FIRST = sql.raw("extract(epoch from (r.first_token_at - r.started_at)) * 1000");
const WHOLE = sql.raw("extract(epoch from (r.finished_at - r.started_at)) * 1000");
const centile = (share: number, of: SQL): SQL => sql`round((percentile_cont(${sql.raw(String(share))}) within group (order by ${of}) filter (where r.status = 'completed'))::numeric)::int`;

const FIGURES = sql`count(r.id)::int as runs, (count(r.id) filter (where r.status = 'failed'))::int as failed, (count(r.id) filter (where r.status = 'stopped'))::int as stopped,
  (count(r.id) filter (where r.status = 'running'))::int as running, coalesce(sum(r.input_tokens), 0)::text as input_tokens, coalesce(sum(r.output_tokens), 0)::text as output_tokens,
  coalesce(sum(r.cost_usd), 0)::text as cost, (count(r.id) filter (where r.cost_usd is null and r.status <> 'running'))::int as unknown_cost,
  (count(r.id) filter (where r.was_helpful))::int as up, (count(r.id) filter (where not r.was_helpful))::int as down,
  ${centile(0.5, FIRST)} as first_median, ${centile(0.95, FIRST)} as first_p95, ${centile(0.5, WHOLE)} as whole_median, ${centile(0.95, WHOLE)} as whole_p95`;

const readFigures = (row: Row): AiFigures => ({
  runs: row.runs,
  failed: row.failed,
  stopped: row.stopped,
  running: row.running,
  inputTokens: row.input_tokens,
  outputTokens: row.output_tokens,
  costUsd: row.cost,
  unknownCost: row.unknown_cost,
  up: row.up,
  down: row.down,
  firstMedianMs: row.first_median,
  firstP95Ms: row.first_p95,
  wholeMedianMs: row.whole_median,
  wholeP95Ms: row.whole_p95,
});

/** A run's time on the shop's days: the bounds by instant for the index. */
const onDays = ({ from, to }: DayRange): SQL =>
  sql`r.started_at >= (${from}::date::timestamp at time zone (select time_zone from settings)) and r.started_at < ((${to}::date + 1)::timestamp at time zone (select time_zone from settings))`;

/** What all runs of the days come to. */
export async function readAiTotals(tx: Tx, days: DayRange): Promise<AiFigures> {
  const [row] = await tx.execute<Row>(sql`select ${FIGURES} from agent_runs r where ${onDays(days)}`);
  if (!row) throw new Error("A sum without a row.");
  return readFigures(row);
}

/** The same bar by bar; bars without a run are there too. */
export async function readAiOverTime(tx: Tx, buckets: readonly { start: string; end: string }[]): Promise<(AiFigures & { start: string })[]> {
  const bars = JSON.stringify(buckets.map(({ start, end }) => ({ first: start, last: end })));
  const rows = await tx.execute<Row & { start: string }>(sql`
    select b.first::text as start, ${FIGURES} from jsonb_to_recordset(${bars}::text::jsonb) as b(first date, last date) cross join (select time_zone from settings) s
    left join agent_runs r on r.started_at >= (b.first::timestamp at time zone s.time_zone) and r.started_at < ((b.last + 1)::timestamp at time zone s.time_zone)
    group by b.first order by b.first`);
  return rows.map((row) => ({ start: row.start, ...readFigures(row) }));
}

export interface AiGroup extends AiFigures {
  /** What the list of runs is narrowed by. */
  key: string;
  name: string;
  /** The second part of the key, for models: the version of the instructions. */
  detail: string | null;
}

const GROUPS = {
  person: { key: sql`coalesce(r.user_id::text, 'command-line')`, name: sql`coalesce(max(p.name), 'Command line')`, detail: sql`null::text`, by: sql`r.user_id` },
  agent: { key: sql`r.agent_id`, name: sql`r.agent_id`, detail: sql`null::text`, by: sql`r.agent_id` },
  model: { key: sql`r.model`, name: sql`r.model`, detail: sql`r.prompt_version`, by: sql`r.model, r.prompt_version` },
  error: { key: sql`r.error_code`, name: sql`r.error_code`, detail: sql`null::text`, by: sql`r.error_code` },
} as const;

export type AiGrouping = keyof typeof GROUPS;

/** Runs of the days by person, agent, model with its instructions, or error; most runs first, at most 100. */
export async function readAiGroups(tx: Tx, days: DayRange, by: AiGrouping): Promise<AiGroup[]> {
  const group = GROUPS[by];
  const only = by === "error" ? sql`and r.error_code is not null` : sql``;
  const rows = await tx.execute<Row & { key: string; name: string; detail: string | null }>(sql`
    select ${group.key} as key, ${group.name} as name, ${group.detail} as detail, ${FIGURES}
    from agent_runs r left join people p on p.id = r.user_id where ${onDays(days)} ${only} group by ${group.by} order by count(*) desc, 1, 3 limit 100`);
  return rows.map(({ key, name, detail, ...row }) => ({ key, name, detail, ...readFigures(row) }));
}

export interface AiRunFilter {
  days: DayRange;
  /** A person's id, or `command-line`. */
  person?: string | undefined;
  agent?: string | undefined;
  model?: string | undefined;
  version?: string | undefined;
  status?: string | undefined;
  error?: string | undefined;
  feedback?: "up" | "down" | undefined;
  cost?: "unknown" | undefined;
}

export interface AiRun {
  id: string;
  startedAt: Date;
  person: string | null;
  agent: string;
  model: string;
  version: string | null;
  status: "running" | "completed" | "failed" | "stopped";
  error: string | null;
  inputTokens: number;
  outputTokens: number;
  costUsd: string | null;
  firstMs: number | null;
  wholeMs: number | null;
  feedback: boolean | null;
}

export const AI_RUN_PAGE = 50;

/** One page of runs, newest first, cut by time and id. No contents: who, which model, what it used. */
export async function listAiRuns(tx: Tx, filter: AiRunFilter, cursor: string | undefined, size = AI_RUN_PAGE): Promise<{ rows: AiRun[]; nextCursor: string | null }> {
  const where: SQL[] = [onDays(filter.days)];
  if (filter.person === "command-line") where.push(sql`r.user_id is null`);
  else if (filter.person) where.push(sql`r.user_id = ${filter.person}::uuid`);
  if (filter.agent) where.push(sql`r.agent_id = ${filter.agent}`);
  if (filter.model) where.push(sql`r.model = ${filter.model}`);
  if (filter.version) where.push(sql`r.prompt_version = ${filter.version}`);
  if (filter.status) where.push(sql`r.status::text = ${filter.status}`);
  if (filter.error) where.push(sql`r.error_code = ${filter.error}`);
  if (filter.feedback) where.push(filter.feedback === "up" ? sql`r.was_helpful` : sql`not r.was_helpful`);
  if (filter.cost) where.push(sql`r.cost_usd is null and r.status <> 'running'`);
  const after = decodeCursor(cursor, [CURSOR_PARTS.instant, CURSOR_PARTS.uuid]);
  if (after) where.push(sql`(r.started_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const rows = await tx.execute<{ id: string; started: string; person: string | null; agent: string; model: string; version: string | null; status: AiRun["status"]; error: string | null; input: string; output: string; cost: string | null; first_ms: number | null; whole_ms: number | null; feedback: boolean | null }>(sql`
    select r.id, r.started_at::text as started, p.name as person, r.agent_id as agent, r.model, r.prompt_version as version, r.status::text as status, r.error_code as error, r.input_tokens::text as input,
      r.output_tokens::text as output, r.cost_usd::text as cost, round(${FIRST})::int as first_ms, round(${WHOLE})::int as whole_ms, r.was_helpful as feedback
    from agent_runs r left join people p on p.id = r.user_id where ${sql.join(where, sql` and `)} order by r.started_at desc, r.id desc limit ${size + 1}`);
  const cut = cutPage(rows, size, (row) => [row.started, row.id]);
  return {
    nextCursor: cut.nextCursor,
    rows: cut.rows.map((row) => ({ id: row.id, startedAt: new Date(row.started), person: row.person, agent: row.agent, model: row.model, version: row.version, status: row.status, error: row.error, inputTokens: Number(row.input), outputTokens: Number(row.output), costUsd: row.cost, firstMs: row.first_ms, wholeMs: row.whole_ms, feedback: row.feedback })),
  };
}
