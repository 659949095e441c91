import type { BlockDefinition } from "../block.ts";

/** The blocks of the tab, in the order of the page. */
export const CATALOGUE_BLOCKS: readonly BlockDefinition[] = [];
