import type { StoredMessage } from "#db/queries/agents/conversations.ts";
import { messageMetadata, type MistyMessage } from "../contracts/messages.ts";

/** A message of the database as the SDK and the screen have it. What cannot be read of its metadata is left out. */
export function fromStored({ id, role, parts, metadata }: StoredMessage): MistyMessage {
  const known = messageMetadata.safeParse(metadata ?? {});
  return { id, role, parts: Array.isArray(parts) ? (parts as MistyMessage["parts"]) : [], ...(known.success ? { metadata: known.data } : {}) };
}
