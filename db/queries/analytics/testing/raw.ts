import type { Tx } from "../../../client.ts";
import type { BlockCell, BlockQuestion } from "../block.ts";

/** The figures of a block by row key and column key, computed by hand-written SQL over base tables. */
export type RawBlock = (tx: Tx, question: BlockQuestion) => Promise<Record<string, Record<string, BlockCell>>>;
