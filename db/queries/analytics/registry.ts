import { BLOCK_TABS, type BlockDefinition, type BlockTab } from "./block.ts";
import { CATALOGUE_BLOCKS } from "./catalogue/index.ts";
import { CUSTOMERS_BLOCKS } from "./customers/index.ts";
import { INVENTORY_BLOCKS } from "./inventory/index.ts";
import { PAYMENTS_BLOCKS } from "./payments/index.ts";
import { REVIEWS_BLOCKS } from "./reviews/index.ts";
import { SALES_BLOCKS } from "./sales/index.ts";

/** The blocks of every tab in the order of their page. */
export const BLOCKS: Record<BlockTab, readonly BlockDefinition[]> = {
  sales: SALES_BLOCKS,
  customers: CUSTOMERS_BLOCKS,
  inventory: INVENTORY_BLOCKS,
  catalogue: CATALOGUE_BLOCKS,
  reviews: REVIEWS_BLOCKS,
  payments: PAYMENTS_BLOCKS,
};

export const ALL_BLOCKS: readonly BlockDefinition[] = BLOCK_TABS.flatMap((tab) => BLOCKS[tab]);

/** A tab's block by its id, or null. */
export const findBlock = (tab: BlockTab, id: string): BlockDefinition | null => BLOCKS[tab].find((block) => block.id === id) ?? null;
