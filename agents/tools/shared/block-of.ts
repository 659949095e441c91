import type { BlockDefinition, BlockTab } from "#db/queries/analytics/block.ts";
import { findBlock } from "#db/queries/analytics/registry.ts";

/** A block that a tool answers with. Throws at start when the page no longer has it. */
export function blockOf(tab: BlockTab, id: string): BlockDefinition {
  const block = findBlock(tab, id);
  if (!block) throw new Error(`analytics has no block ${tab}/${id}`);
  return block;
}
