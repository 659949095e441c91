import type { Env } from "#server/env.ts";
import { type EvalShop, openEvalShop } from "../open-eval-shop.ts";
import { fillCorpus } from "./fill-corpus.ts";

/** Opens a shop that has the corpus of documents and nothing else. */
export const openAnswersShop = (given: Env): Promise<EvalShop> => openEvalShop(given, ({ db, models }) => fillCorpus(db, models.embedder));
