import { z } from "zod/v4";
import type { AnswerBlock } from "#agents/contracts/blocks.ts";
import { defineTool, type ToolContext } from "#agents/define-tool.ts";
import { makeBlock, makeTable } from "#agents/tools/shared/blocks.ts";
import { findNames } from "#db/queries/lookup/find-names.ts";
import { type AlbumSummary, readAlbums } from "#db/queries/lookup/read-albums.ts";
import { findAlbums } from "#db/queries/search.ts";
import { findNotes } from "#kb/jazz/find-notes.ts";

/** What the jazz researcher says to anything else; a model is told to say the same. */
export const NOT_JAZZ = "I only answer questions about jazz.";

const NOTHING = `${NOT_JAZZ} Our catalogue and the built-in jazz notes say nothing about this.`;
const WHERE_FROM = "From our catalogue and the built-in jazz notes; the web was not searched.";

/** Names of a question that are looked for, and records that are shown. */
const MOST_NAMES = 4;
const MOST_RECORDS = 8;
/** From here on a hit holds the whole name. */
const WHOLE_NAME = 0.86;

/** What may be a name in a question: words in quotation marks, and runs of words that begin large. */
function namesIn(question: string): string[] {
  const quoted = [...question.matchAll(/["“]([^"”]{2,80})["”]/g)].map((match) => match[1] ?? "");
  const large = [...question.matchAll(/\p{Lu}[\p{L}\p{N}'’.&/-]*(?:\s+(?:(?:of|the|a|an|in|to|and|de|for|at|on)\s+)*\p{Lu}[\p{L}\p{N}'’.&/-]*)*/gu)].flatMap((match) => {
    const name = match[0].replace(/[.,'’]+$/, "");
    // The first word of a question is large anyway.
    const rest = match.index === 0 ? name.replace(/^\S+\s*/, "") : name;
    return [name, rest];
  });
  return [...new Set([...quoted, ...large])].filter((name) => name.length > 2).sort((a, b) => b.length - a.length).slice(0, MOST_NAMES);
}

async function findRecords({ tx, today }: ToolContext, question: string): Promise<AlbumSummary[]> {
  const ids = new Set<string>();
  for (const name of namesIn(question)) {
    const hits = (await findNames(tx, name, ["album", "artist"], 4)).filter(({ score, name: found }) => score >= WHOLE_NAME && found.length > 2);
    for (const hit of hits) {
      if (hit.kind === "album") ids.add(hit.id);
      else for (const record of (await findAlbums(tx, hit.name, { size: MOST_RECORDS })).hits) if (record.artist === hit.name) ids.add(record.id);
    }
    if (ids.size > 0) break;
  }
  return ids.size === 0 ? [] : (await readAlbums(tx, [...ids], { from: today, to: today })).slice(0, MOST_RECORDS);
}

const sayRecords = ({ table }: AnswerBlock): string =>
  (table?.rows ?? []).map(({ title, artist, label, year }) => `- ${String(title)}${artist ? ` by ${String(artist)}` : ""}${label || year ? ` (${[label, year].filter(Boolean).join(", ")})` : ""}`).join("\n");

/** What is known about jazz without the web: the shop's catalogue and the notes built into the program. */
export const lookUpJazz = defineTool({
  label: "Look up jazz",
  description: "What the shop's catalogue and the built-in notes say about jazz: musicians, records, labels, styles and what collectors look at. Nothing about other subjects, and nothing from the web.",
  access: "read",
  minRole: "staff",
  input: z.object({
    question: z.string().trim().min(1).max(1_000).describe("The whole question about jazz, understood without the conversation, with names written out: \"Who plays on Kind of Blue?\""),
  }),
  async run(context, { question }) {
    const notes = findNotes(question);
    const records = await findRecords(context, question);
    return makeBlock("Jazz in our catalogue and notes", context.shop.currency, {
      ...(records.length === 0 ? {} : {
        table: makeTable(
          [["title", "Record", "text"], ["artist", "Artist", "text"], ["label", "Label", "text"], ["year", "Year", "number"]],
          records.map(({ id, title, artist, label, year }) => ({ title, artist, label, year, href: `/albums/${id}` })),
          records.length,
        ),
      }),
      notes: notes.map(({ sentences }) => sentences.join(" ")),
    });
  },
  toModel: (block) =>
    block.notes.length === 0 && !block.table ? `Nothing was found. If the question is not about jazz, answer: ${NOT_JAZZ} If it is, say that our catalogue and notes have nothing about it.` : JSON.stringify({ notes: block.notes, catalogue: block.table?.rows.map(({ href: _href, ...row }) => row) ?? [] }).replaceAll("<", "\\u003c"),
  describe(block) {
    if (block.notes.length === 0 && !block.table) return NOTHING;
    return [...block.notes, ...(block.table ? [`In our catalogue:\n\n${sayRecords(block)}`] : []), WHERE_FROM].join("\n\n");
  },
});
