import { z } from "zod/v4";
import { findNames as readNames, NAME_KINDS } from "#db/queries/lookup/find-names.ts";
import { albumHref, customerOrdersHref } from "#server/contracts/links.ts";
import { defineTool } from "#agents/define-tool.ts";
import { sayShare } from "#agents/words.ts";
import { makeBlock, makeTable } from "../shared/blocks.ts";
import { describeRows, joinWords } from "../shared/describe.ts";
import { DEFAULT_ROWS, limitField } from "../shared/inputs.ts";

/** What a text means among the names of the shop. */
export const findNames = defineTool({
  label: "Names in the shop",
  description: "What a name means in this shop, typing errors forgiven: which artist, album, label, genre or customer is called like that, spelling, whether the shop knows it at all. Gives names only, no sales figures.",
  access: "read",
  minRole: "staff",
  input: z.object({
    text: z.string().trim().min(1, "The name is empty.").max(120, "A name may have 120 characters at most.").describe("The name or the part of a name as it was written."),
    kind: z.enum(NAME_KINDS).optional().describe("Only names of this kind: artist, album, label, genre or customer. Left out: all of them."),
    limit: limitField,
  }),
  async run({ tx, shop }, { text, kind, limit = DEFAULT_ROWS }) {
    const hits = await readNames(tx, text, kind ? [kind] : NAME_KINDS, limit);
    if (hits.length === 0) return makeBlock(`Names like "${text}"`, shop.currency, { notes: [`Nothing in the shop is called anything like "${text}".`] });
    return makeBlock(`Names like "${text}"`, shop.currency, {
      table: makeTable(
        [["kind", "Kind", "text"], ["name", "Name", "text"], ["detail", "Of", "text"], ["similarity", "Similarity", "percent"]],
        hits.map((hit) => ({
          kind: hit.kind,
          name: hit.name,
          detail: hit.number === null ? hit.detail : `number ${hit.number}`,
          similarity: hit.score.toFixed(2),
          ...(hit.kind === "album" ? { href: albumHref(hit.id) } : {}),
          ...(hit.number === null ? {} : { href: customerOrdersHref(hit.number) }),
        })),
        hits.length,
      ),
    });
  },
  describe: (block) => joinWords(block, block.table ? `${block.title}:` : "", describeRows(block, (row) => `${row["name"]}${row["detail"] ? ` (${row["kind"]}, ${row["detail"]})` : ` (${row["kind"]})`}, ${sayShare(row["similarity"] ?? 0)} alike`)),
});
