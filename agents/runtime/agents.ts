import type { Agent } from "../agent.ts";
import { analyst } from "../analyst.ts";
import type { AgentId } from "../contracts/messages.ts";
import type { Tool } from "../define-tool.ts";
import { jazz } from "../jazz.ts";
import { librarian } from "../librarian.ts";

/** Every agent that can be asked, by its id. */
const AGENTS: Readonly<Record<AgentId, Agent>> = { analyst, librarian, jazz };

/** The agent of an id that came from outside, or null. */
export const findAgent = (id: string): Agent | null => (Object.hasOwn(AGENTS, id) ? AGENTS[id as AgentId] : null);

/** A tool of any agent by its name, or null. */
export const findTool = (name: string): Tool | null => Object.values(AGENTS).map((agent) => agent.tools[name]).find((tool) => tool !== undefined) ?? null;
