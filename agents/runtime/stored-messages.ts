import type { StoredMessage } from "#db/queries/agents/conversations.ts";
import { answerBlock, isFailure } from "../contracts/blocks.ts";
import { messageMetadata, type MistyMessage } from "../contracts/messages.ts";

/** False for a result of an earlier program that this one could not draw or word: its text stays, the result is left out. */
function isReadable(part: unknown): boolean {
  if (typeof part !== "object" || part === null || !("type" in part) || typeof part.type !== "string") return false;
  if (!part.type.startsWith("tool-") || !("output" in part) || part.output === undefined) return true;
  return isFailure(part.output) || answerBlock.safeParse(part.output).success;
}

/** A message of the database as the SDK and the screen have it. What cannot be read of its metadata or parts is left out. */
export function fromStored({ id, role, parts, metadata }: StoredMessage): MistyMessage {
  const known = messageMetadata.safeParse(metadata ?? {});
  const readable = Array.isArray(parts) ? (parts.filter(isReadable) as MistyMessage["parts"]) : [];
  return { id, role, parts: readable, ...(known.success ? { metadata: known.data } : {}) };
}
