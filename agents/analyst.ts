import type { Agent } from "./agent.ts";
import { TOOLS } from "./catalog.ts";
import { ANALYST_PROMPT } from "./prompts/analyst.ts";

/** Answers questions about the shop's figures with its read tools. */
export const analyst: Agent = { id: "analyst", label: "Analyst", instructions: ANALYST_PROMPT, tools: TOOLS, maxSteps: 8, maxOutputTokens: 4_000, check: "numbers", recalls: "everything" };
