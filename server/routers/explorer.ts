import type { Tx } from "#db/client.ts";
import type { UserRole } from "#db/enums.ts";
import type { ExplorerTable } from "#db/queries/explorer/definition.ts";
import { EXPLORER_EXPORT_SIZE, EXPLORER_PAGE_SIZE, type ExplorerQuestion, isPlace, readExplorerPage } from "#db/queries/explorer/read-page.ts";
import { listExplorerSizes, readExplorerSize } from "#db/queries/explorer/read-size.ts";
import { opsOf, resolveQuestion, sayFilter } from "#db/queries/explorer/resolve-question.ts";
import { columnOf, EXPLORER_TABLES, findTable, firstColumns, mayRead } from "#db/queries/explorer/tables.ts";
import { readShop } from "#db/queries/shop.ts";
import { todayIn } from "../contracts/calendar.ts";
import { type ExplorerInput, explorerInput, parseFilters } from "../contracts/explorer.ts";
import { AppError } from "../errors.ts";
import { recordExport } from "../services/exports/record-export.ts";
import { forFiles, router, txProcedure } from "../trpc/procedures.ts";

/** Longest text of a cell on the page; files hold it whole. */
const CELL_LENGTH = 300;

interface Asked {
  table: ExplorerTable;
  question: ExplorerQuestion;
  notices: string[];
}

const REFUSED = "Your role may not read this table.";

/** The question of an address. A table that is not there becomes the first, with a notice. */
function resolveInput(input: ExplorerInput): Asked {
  const [first] = EXPLORER_TABLES;
  const table = findTable(input.table ?? "") ?? first;
  if (!table) throw new Error("the explorer has no tables");
  const { filters, unread } = parseFilters(input.f);
  const { question, notices } = resolveQuestion(table, { columns: input.cols, sort: input.sort, dir: input.dir, filters, search: input.q ?? "" });
  const lost = input.table !== undefined && table.id !== input.table ? [`There is no table “${input.table}”, so these are the ${table.label.toLowerCase()}.`] : [];
  const odd = unread.length > 0 ? [`“${(unread[0] ?? "").slice(0, 40)}” is no filter, so it is left out.`] : [];
  return { table, question, notices: [...lost, ...notices, ...odd] };
}

/** The same for whoever must be allowed to read it. Throws FORBIDDEN. */
function resolveAllowed(input: ExplorerInput, role: UserRole): Asked {
  const asked = resolveInput(input);
  if (!mayRead(asked.table, role)) throw new AppError("FORBIDDEN", asked.table.refusal ?? REFUSED);
  return asked;
}

async function shopDays(tx: Tx, now: Date) {
  const { currency, timeZone } = await readShop(tx);
  return { currency, timeZone, today: todayIn(timeZone, now) };
}

/** Filters, search and sorting in words, for files. */
function sayQuestion({ table, filters, search, sort, dir }: ExplorerQuestion): string {
  const parts = [...filters.map((filter) => sayFilter(table, filter)), ...(search ? [`search “${search}”`] : [])];
  return [...(parts.length > 0 ? parts : ["all rows"]), `by ${columnOf(table, sort).label} ${dir === "asc" ? "ascending" : "descending"}`].join(", ");
}

/** What a page must know of a table: its columns and what each can be asked. */
const describeTable = (table: ExplorerTable) => ({
  id: table.id,
  label: table.label,
  noun: table.noun,
  words: table.words,
  searchWords: table.searchWords,
  /** The columns shown unless others are chosen, and the sort unless another is. */
  first: firstColumns(table),
  start: table.start,
  columns: table.columns.map((column) => ({
    key: column.key,
    label: column.label,
    kind: column.kind,
    plain: column.plain ?? false,
    values: column.values ?? null,
    ops: opsOf(column),
    sortable: column.sort !== undefined,
    link: column.link?.to ?? null,
  })),
});

export const explorerRouter = router({
  /** The tables that the person may read, each with its size and newest row. */
  tables: txProcedure.query(async ({ ctx }) => {
    const tables = EXPLORER_TABLES.filter((table) => mayRead(table, ctx.person.role));
    const sizes = await listExplorerSizes(ctx.tx, tables);
    return { timeZone: (await readShop(ctx.tx)).timeZone, tables: tables.map(({ id, label }) => ({ id, label, ...(sizes[id] ?? { count: 0, counted: "exact" as const, newest: null }) })) };
  }),

  /** One page of a table. `denied` holds the sentence for whoever may not read it; then there are no rows. */
  page: txProcedure.input(explorerInput).query(async ({ ctx, input }) => {
    const { table, question, notices } = resolveInput(input);
    const shop = await shopDays(ctx.tx, ctx.now);
    const allowed = mayRead(table, ctx.person.role);
    const cursor = input.after ?? input.before;
    const isLost = cursor !== undefined && !isPlace(question, cursor);
    const request = { size: EXPLORER_PAGE_SIZE, cutAt: CELL_LENGTH };
    const read = async () => {
      const page = await readExplorerPage(ctx.tx, question, shop, { ...request, cursor, back: input.after === undefined });
      // Fewer rows than a page holds before this place: then that is the first page, whole.
      return input.after === undefined && cursor !== undefined && page.previous === null ? readExplorerPage(ctx.tx, question, shop, request) : page;
    };
    const { rows, next, previous } = allowed ? await read() : { rows: [], next: null, previous: null };
    return {
      table: describeTable(table),
      denied: allowed ? null : (table.refusal ?? REFUSED),
      columns: question.columns,
      sort: question.sort,
      dir: question.dir,
      filters: question.filters.map((filter) => ({ ...filter, words: sayFilter(table, filter) })),
      q: question.search,
      notices: isLost ? [...notices, "That page is not there any more, so this is the first."] : notices,
      rows,
      next,
      previous,
      currency: shop.currency,
      timeZone: shop.timeZone,
    };
  }),

  /** How many rows the question has, and when the table's newest came. */
  size: txProcedure.input(explorerInput).query(async ({ ctx, input }) => {
    const { question } = resolveAllowed(input, ctx.person.role);
    return readExplorerSize(ctx.tx, question, await shopDays(ctx.tx, ctx.now));
  }),

  /** Begins a download: writes down who took what, and says what the file is called and filtered by. */
  startExport: txProcedure.input(explorerInput).mutation(async ({ ctx, input }) => {
    const { table, question } = resolveAllowed(input, ctx.person.role);
    const filter = sayQuestion(question);
    await recordExport(ctx, { table: table.id, columns: question.columns, filter });
    return { table: table.id, columns: [...question.columns], filter };
  }),

  /** The same rows as `page` in larger pieces with whole texts, for a download. */
  exportPage: txProcedure.use(forFiles).input(explorerInput).query(async ({ ctx, input }) => {
    const { question } = resolveAllowed(input, ctx.person.role);
    const page = await readExplorerPage(ctx.tx, question, await shopDays(ctx.tx, ctx.now), { size: EXPLORER_EXPORT_SIZE, cursor: input.after });
    return { rows: page.rows.map((row) => row.cells), next: page.next };
  }),
});
