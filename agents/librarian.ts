import type { Agent } from "./agent.ts";
import { LIBRARIAN_PROMPT } from "./prompts/librarian.ts";
import { searchDocuments } from "./tools/documents/search-documents.ts";

/** Answers from the shop's own documents, cited to the passage, or says that it is not in them. */
export const librarian: Agent = { id: "librarian", label: "Librarian", instructions: LIBRARIAN_PROMPT, tools: { searchDocuments }, maxSteps: 5, maxOutputTokens: 2_000, check: "passages", recalls: "words" };
