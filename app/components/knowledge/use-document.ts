import { useCallback, useEffect, useState } from "react";
import { paths } from "#app/lib/paths.ts";
import type { DocumentToRead } from "./shown-document.ts";

/** A document that is read for the column beside an answer, as far as it is there. */
export type ReadDocument =
  | { state: "loading" }
  /** `isBusy`: another place of the same document is on the way. */
  | { state: "ready"; document: DocumentToRead; isBusy: boolean }
  /** It was removed, or is not for this person any more. */
  | { state: "gone"; sentence: string }
  | { state: "failed"; sentence: string };

const FAILED = { state: "failed", sentence: "The document did not load. The conversation is safe." } as const;
const GONE_STATUSES = new Set([403, 404]);

async function readDocument(href: string, signal: AbortSignal): Promise<ReadDocument> {
  const { pathname, searchParams } = new URL(href, window.location.origin);
  const response = await fetch(paths.documentJson(pathname.split("/").at(-1) ?? "", searchParams), { signal, headers: { Accept: "application/json" } });
  if (response.redirected) return { state: "failed", sentence: "You are signed out. Sign in again in another tab, then try again here." };
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  const answer: unknown = isJson ? await response.json() : null;
  if (response.ok && answer !== null) return { state: "ready", document: answer as DocumentToRead, isBusy: false };
  const sentence = typeof answer === "object" && answer !== null && "sentence" in answer && typeof answer.sentence === "string" ? answer.sentence : FAILED.sentence;
  return GONE_STATUSES.has(response.status) ? { state: "gone", sentence } : { ...FAILED, sentence };
}

const pathOf = (href: string): string => href.replace(/[?#].*$/, "");

/** Reads the document of the address `href`, and anew with each `press` and by the second value. A failure stays here: around it an answer may be running. */
export function useDocument(href: string, press: number): [ReadDocument, () => void] {
  const [count, setCount] = useState(0);
  const [known, setKnown] = useState<{ key: string; href: string; result: ReadDocument } | null>(null);
  const address = href.replace(/#.*$/, "");
  const key = `${address} ${press} ${count}`;
  useEffect(() => {
    const abort = new AbortController();
    readDocument(address, abort.signal).then(
      (result) => setKnown({ key, href: address, result }),
      () => {
        if (!abort.signal.aborted) setKnown({ key, href: address, result: FAILED });
      },
    );
    return () => abort.abort();
  }, [address, key]);
  const again = useCallback(() => setCount((before) => before + 1), []);
  if (known?.key === key) return [known.result, again];
  // Another place of the document that stands there: it stays until the place is known.
  if (known?.result.state === "ready" && pathOf(known.href) === pathOf(address)) return [{ ...known.result, isBusy: true }, again];
  return [{ state: "loading" }, again];
}
