import { createHash } from "node:crypto";
import type { AgentId } from "./contracts/messages.ts";
import type { Tool } from "./define-tool.ts";

/** An agent is configuration: what it is told, what it may use, how far it may go. */
export interface Agent {
  id: AgentId;
  /** Its name for people. */
  label: string;
  instructions: string;
  /** What it is told instead where its model searches the web by itself; its tools are left out then. */
  web?: { instructions: string };
  tools: Readonly<Record<string, Tool>>;
  /** Times the model is asked in one turn, at most. */
  maxSteps: number;
  maxOutputTokens: number;
  /** What its answers are held against: the figures of its tools, the passages it cites, the pages it stands on. */
  check: "numbers" | "passages" | "sources";
  /** What it is shown of earlier turns: all of them, or what was said alone, so that numbers given then are not cited again. */
  recalls: "everything" | "words";
}

/** First 12 digits of the SHA-256 of an agent's instructions: the ledger's prompt version. */
export const promptVersionOf = (agent: Agent): string => createHash("sha256").update(agent.instructions).digest("hex").slice(0, 12);
