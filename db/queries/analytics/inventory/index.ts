import type { BlockDefinition } from "../block.ts";
import { daysOfStock } from "./days-of-stock.ts";
import { deadStock } from "./dead-stock.ts";
import { priceBands } from "./price-bands.ts";
import { sellThrough } from "./sell-through.ts";
import { stockAge } from "./stock-age.ts";
import { stockBands } from "./stock-bands.ts";
import { stockValue } from "./stock-value.ts";
import { usedCopies } from "./used-copies.ts";

/** The blocks of the tab, in the order of the page. */
export const INVENTORY_BLOCKS: readonly BlockDefinition[] = [stockBands, stockValue, priceBands, sellThrough, deadStock, stockAge, daysOfStock, usedCopies];
