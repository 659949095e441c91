import type { ErrorForPeople } from "#server/trpc/init.ts";

/** A block of a page: its data, or the sentence that stands in its place. */
export type BlockResult<T> = { ok: true; data: T } | { ok: false; sentence: string };

const FALLBACK = "Nothing was changed.";

async function sentenceOf(error: unknown): Promise<string> {
  if (!(error instanceof Response) || error.status < 400) return FALLBACK;
  const told = (await error.json().catch(() => null)) as Partial<ErrorForPeople> | null;
  return told?.sentence ?? FALLBACK;
}

/** Lets one block fail without the page. Never rejects, so it may be started before the page itself is awaited. */
export async function loadBlock<T>(work: Promise<T>): Promise<BlockResult<T>> {
  try {
    return { ok: true, data: await work };
  } catch (error) {
    return { ok: false, sentence: await sentenceOf(error) };
  }
}

/** Waits up to `limitMs` for `work`. `now` is its value when it was quick, else the promise, which a page can stream. */
export async function waitBriefly<T>(work: Promise<T>, limitMs: number): Promise<{ now: T | Promise<T> }> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = Symbol("too late");
  const first = await Promise.race([work, new Promise<typeof tooLate>((resolve) => (timer = setTimeout(resolve, limitMs, tooLate)))]).finally(() => clearTimeout(timer));
  return { now: first === tooLate ? work : first };
}
