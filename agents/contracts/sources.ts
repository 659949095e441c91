import { z } from "zod/v4";

/** A page that a web search stood an answer on. */
export const webSource = z.object({
  /** From 1, in the order of the answer's list. */
  number: z.number().int().min(1),
  title: z.string(),
  /** http or https alone. */
  url: z.string(),
  /** What to show beside the title: the page's host, where it is known. */
  host: z.string(),
  /** True where `url` leads over the search's own redirect, so that its host is not the page's. */
  isRedirect: z.boolean(),
});
export type WebSource = z.infer<typeof webSource>;

export const sourcesData = z.object({
  /** `web`: a search of the web; `shop`: the catalogue and the built-in notes; `none`: nothing was looked up. */
  kind: z.enum(["web", "shop", "none"]),
  links: z.array(webSource),
  /** Parts of the answer, verbatim, and the links that bear them out, by number. */
  supports: z.array(z.object({ text: z.string(), links: z.array(z.number().int()) })),
  /** What the web was searched for. */
  queries: z.array(z.string()),
});
/** The message part `data-sources`. */
export type SourcesData = z.infer<typeof sourcesData>;
