/** Where a link of an answer leads: a page of ours, another site, or nowhere it may lead. */
export type LinkTarget = { kind: "own"; to: string } | { kind: "foreign"; url: string; host: string } | { kind: "none" };

/** Judges an address that stands in an answer. Only http and https lead anywhere, as the browser itself would read them. */
export function readLink(href: string | undefined, origin: string): LinkTarget {
  if (!href) return { kind: "none" };
  let url: URL;
  try {
    url = new URL(href, origin);
  } catch {
    return { kind: "none" };
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return { kind: "none" };
  if (url.origin === origin) return { kind: "own", to: url.pathname + url.search + url.hash };
  // Names before the host make an address look like another's.
  if (url.username !== "" || url.password !== "") return { kind: "none" };
  return { kind: "foreign", url: url.href, host: url.host };
}
