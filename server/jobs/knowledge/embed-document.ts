import { embedPassages } from "#agents/runtime/embedder.ts";
import type { TakenDocument } from "#db/queries/knowledge/work.ts";
import { readPassageTexts, VECTORS_WRITTEN, writeVectors } from "#db/queries/knowledge/write-passages.ts";
import { withSystem } from "#db/rls.ts";
import { letGo, noteEmbedded } from "../../services/knowledge/settle-work.ts";
import { type DocumentWork, HELD_MS } from "./document-work.ts";
import { passageHash, textToEmbed } from "./passage-text.ts";

/** Passages looked at together; real models get them in one call. */
const PAGE = 64;

/**
 * Makes vectors for the passages of a document that have none of this model, page by page: what is done is kept,
 * and whoever goes on passes it over. Throws what the embedding model says.
 */
export async function embedDocument({ db, embedder, machineNow, worker, signal }: DocumentWork, taken: TakenDocument): Promise<void> {
  const held = { ...taken, worker };
  let after = -1;
  let embedded = 0;
  let refused = 0;
  for (;;) {
    const page = await withSystem(db, "read passages to embed", (tx) => readPassageTexts(tx, taken.id, { after, most: PAGE }), { readOnly: true });
    const due = page.map((passage) => ({ ...passage, now: passageHash(taken.title, passage.headings, passage.content) })).filter(({ hash, now, model }) => hash !== now || model !== embedder.id);
    if (due.length > 0) {
      const vectors = await embedPassages(embedder, due.map(({ headings, content }) => textToEmbed(taken.title, headings, content)), signal);
      const made = due.flatMap(({ id, hash, now }, at) => {
        const vector = vectors[at];
        return vector ? [{ id, was: hash, hash: now, vector }] : [];
      });
      refused += due.length - made.length;
      for (let from = 0; from < made.length; from += VECTORS_WRITTEN) {
        await withSystem(db, "keep vectors of passages", (tx) => writeVectors(tx, taken.id, embedder.id, made.slice(from, from + VECTORS_WRITTEN)));
      }
    }
    embedded += page.length;
    after = page.at(-1)?.position ?? after;
    const isDone = page.length < PAGE;
    const isOurs = await withSystem(db, "tell how far a document is", (tx) => noteEmbedded(tx, held, { model: embedder.id, embedded, refused, isDone, heldUntil: new Date(machineNow().getTime() + HELD_MS) }));
    // Its title or the shop's model changed, or somebody else has it: whoever takes it next makes what is missing.
    if (!isOurs) return withSystem(db, "let go of a document", (tx) => letGo(tx, held));
    if (isDone) return;
    signal.throwIfAborted();
  }
}
