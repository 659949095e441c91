import type { Agent } from "./agent.ts";
import { JAZZ_PROMPT, JAZZ_WEB_PROMPT } from "./prompts/jazz.ts";
import { lookUpJazz } from "./tools/jazz/look-up-jazz.ts";

/** Answers about jazz alone: from a search of the web where the model has one, else from the catalogue and the built-in notes. */
export const jazz: Agent = { id: "jazz", label: "Jazz researcher", instructions: JAZZ_PROMPT, web: { instructions: JAZZ_WEB_PROMPT }, tools: { lookUpJazz }, maxSteps: 4, maxOutputTokens: 1_500, check: "sources", recalls: "words" };
