import { createHash } from "node:crypto";

/** A passage as the embedding model gets it: its document and its headings say what it is about. */
export const textToEmbed = (title: string, headings: readonly string[], content: string): string => [title, headings.filter((heading) => heading !== title).join(" > "), content].filter(Boolean).join("\n");

/** What a passage stands under, SHA-256 in hex: one that is the same keeps its vector. */
export const passageHash = (title: string, headings: readonly string[], content: string): string => createHash("sha256").update(JSON.stringify([title, headings, content])).digest("hex");
