import { z } from "zod/v4";
import type { SourcesData, WebSource } from "#agents/contracts/sources.ts";

const chunk = z.object({ web: z.object({ uri: z.string(), title: z.string().nullish(), domain: z.string().nullish() }) });
const support = z.object({ segment: z.object({ text: z.string().min(1) }), groundingChunkIndices: z.array(z.number().int()) });
const grounding = z.object({ webSearchQueries: z.array(z.unknown()).nullish(), groundingChunks: z.array(z.unknown()).nullish(), groundingSupports: z.array(z.unknown()).nullish() });

/** Google hands out links to pages over addresses of its own, which end after some weeks. */
const REDIRECT_HOST = "vertexaisearch.cloud.google.com";

const isDomain = (text: string): boolean => /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(text);

function readLink(value: unknown, number: number): WebSource | null {
  const read = chunk.safeParse(value);
  if (!read.success) return null;
  const { uri, title, domain } = read.data.web;
  if (!URL.canParse(uri)) return null;
  const url = new URL(uri);
  // Names before the host make an address look like another's.
  if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return null;
  const isRedirect = url.hostname === REDIRECT_HOST;
  const said = [domain, title].find((one) => one != null && isDomain(one)) ?? null;
  const host = isRedirect ? (said ?? "") : url.host;
  return { number, title: title?.trim().slice(0, 300) || host || url.host, url: url.href, host, isRedirect };
}

/** What a provider says that an answer stands on, as each step's metadata has it; what is not as agreed is left out. */
export function readWebSources(steps: readonly unknown[], text: string): SourcesData {
  const found: SourcesData = { kind: "none", links: [], supports: [], queries: [] };
  for (const step of steps) {
    for (const provider of Object.values(typeof step === "object" && step !== null ? step : {}) as unknown[]) {
      const raw = typeof provider === "object" && provider !== null && "groundingMetadata" in provider ? provider.groundingMetadata : null;
      const read = grounding.safeParse(raw);
      if (!read.success) continue;
      found.queries.push(...(read.data.webSearchQueries ?? []).filter((query): query is string => typeof query === "string").map((query) => query.slice(0, 300)));
      /** The number of each chunk; the same page twice is one link. */
      const numbers = (read.data.groundingChunks ?? []).map((value) => {
        const link = readLink(value, found.links.length + 1);
        if (!link) return null;
        const known = found.links.find(({ url }) => url === link.url);
        if (!known) found.links.push(link);
        return (known ?? link).number;
      });
      for (const value of read.data.groundingSupports ?? []) {
        const one = support.safeParse(value);
        if (!one.success || !text.includes(one.data.segment.text)) continue;
        const links = [...new Set(one.data.groundingChunkIndices.flatMap((index) => numbers[index] ?? []))];
        if (links.length > 0) found.supports.push({ text: one.data.segment.text, links });
      }
    }
  }
  return { ...found, kind: found.links.length > 0 ? "web" : "none" };
}
