/** How long a page that nobody sees waits; browsers draw no frames for it. */
const HIDDEN_MS = 100;

/**
 * Joins calls: `run` is called once with the next frame, however often it was asked for. `now` does
 * it at once, `cancel` not at all.
 */
export function perFrame(run: () => void): { ask: () => void; now: () => void; cancel: () => void } {
  let frame: number | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const cancel = () => {
    if (frame !== null) cancelAnimationFrame(frame);
    if (timer !== null) clearTimeout(timer);
    frame = timer = null;
  };
  const now = () => {
    cancel();
    run();
  };
  const ask = () => {
    if (frame !== null || timer !== null) return;
    if (document.visibilityState === "hidden") timer = setTimeout(now, HIDDEN_MS);
    else frame = requestAnimationFrame(now);
  };
  return { ask, now, cancel };
}
