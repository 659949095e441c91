import type { Tx } from "../../../client.ts";
import { type BlockColumn, type BlockData, type BlockRow, defineBlock, type Drill, type RowNarrowing } from "../block.ts";
import { listContributors } from "../explain/list-contributors.ts";
import { splitBuyers } from "../explain/split-buyers.ts";
import { splitParts } from "../explain/split-parts.ts";
import type { BuyerChange, ChangeQuestion, Contributor, ContributorKind } from "../explain/types.ts";

const KINDS: Record<string, ContributorKind> = { genres: "genre", records: "record", channels: "channel" };
const NAMES: Record<ContributorKind, string> = { genre: "Genre", record: "Record", channel: "Channel" };

/** A table of now, before and change with one row per name. */
function changeTable(label: string, question: ChangeQuestion, rows: readonly (BuyerChange | Contributor)[], narrowOf: (row: BuyerChange | Contributor) => RowNarrowing | null, withArtist = false): Omit<BlockData, "notes"> {
  const columns: BlockColumn[] = [
    { key: "name", label, unit: "text" },
    ...(withArtist ? [{ key: "artist", label: "Artist", unit: "text" } as const] : []),
    { key: "change", label: "Change", unit: "money" },
    { key: "now", label: "Revenue", unit: "money" },
    { key: "before", label: "Revenue before", unit: "money" },
  ];
  return {
    columns,
    rows: rows.map((row) => {
      const narrow = narrowOf(row);
      const drill = (days: Drill["days"], of: RowNarrowing): Drill => ({ set: "lines", measure: "revenue", days, narrow: of, metric: "revenue" });
      const found: BlockRow = { key: row.key, cells: { name: row.label, change: row.change, now: row.now, before: row.before, ...(withArtist ? { artist: "detail" in row ? row.detail : null } : {}) } };
      if (narrow) found.drills = { now: drill(question.now, narrow), before: drill(question.before, narrow) };
      if (withArtist && "id" in row && row.id) found.about = { page: "album", id: row.id };
      return found;
    }),
    total: rows.length,
    chart: { kind: "bars", label: "name", value: "change", ...(withArtist ? { detail: "artist" } : {}) },
  };
}

async function partsTable(tx: Tx, question: ChangeQuestion): Promise<BlockData> {
  const { parts, notes } = await splitParts(tx, question);
  return {
    columns: [
      { key: "name", label: "Part", unit: "text" },
      { key: "change", label: "Change", unit: "money" },
      { key: "words", label: "What it means", unit: "text" },
    ],
    rows: parts.map((part) => ({
      key: part.key,
      cells: { name: part.label, change: part.amount, words: part.words },
      // A part is worked out over all titles, so no rows add up to it: the list of lines says no sum.
      drills: { change: { set: "lines", measure: null, days: question.now, narrow: {} } },
    })),
    total: parts.length,
    chart: { kind: "bars", label: "name", value: "change" },
    notes,
  };
}

const narrowContributor = (kind: ContributorKind) => (row: BuyerChange | Contributor): RowNarrowing | null => {
  if (row.key === "others" || !("id" in row)) return null;
  const id = row.id ?? "none";
  return kind === "genre" ? { genre: id } : kind === "record" ? { album: id } : { channel: id };
};

export const explainChangeBlock = defineBlock({
  id: "explain-change",
  tab: "sales",
  track: "B8",
  title: "Why did it change",
  words:
    "The change of revenue against the days compared with, taken apart. Volume: more or fewer copies, at the average price of before. Price: what titles sold in both periods brought more or less per copy. Mix: the rest, dearer or cheaper titles, new and gone ones. Or by who bought: a customer is new on the first day of buying and returning afterwards. Or by what moved most. Each way sums to the whole change.",
  formula: "volume = (Q1 - Q0) × R0 / Q0; price = sum(q1 × (p1 - p0)), titles sold in both; mix = R1 - R0 - volume - price",
  time: "range",
  span: 12,
  choices: [
    { value: "parts", label: "Volume, price, mix" },
    { value: "buyers", label: "Customers" },
    { value: "genres", label: "Genres" },
    { value: "records", label: "Records" },
    { value: "channels", label: "Channels" },
  ],
  whenEmpty: "There is nothing to compare. Choose days to compare with, or days with a sale.",
  async read(tx, { frame: { now, before }, currency, by }) {
    if (!before) return { columns: [], rows: [], total: 0, chart: null, notes: [] };
    const question: ChangeQuestion = { now, before, currency };
    const kind = KINDS[by];
    if (by !== "buyers" && !kind) return partsTable(tx, question);
    const { notes, parts } = await splitParts(tx, question);
    if (parts.length === 0) return { columns: [], rows: [], total: 0, chart: null, notes };
    const table = kind
      ? changeTable(NAMES[kind], question, await listContributors(tx, kind, question), narrowContributor(kind), kind === "record")
      : changeTable("Customers", question, await splitBuyers(tx, question), (row) => ({ buyer: row.key as BuyerChange["key"] }));
    return { ...table, notes };
  },
});
