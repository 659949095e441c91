/**
 * A signal that fires with the first of `signals`, or after `limitMs`. AbortSignal.any is not it: on
 * Node 20 what it gives may be collected as garbage before it fires.
 */
export function endOf(signals: readonly AbortSignal[], limitMs: number): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException("The turn took too long.", "TimeoutError")), limitMs);
  const listeners = signals.map((signal) => {
    const listener = () => controller.abort(signal.reason);
    if (signal.aborted) listener();
    else signal.addEventListener("abort", listener, { once: true });
    return () => signal.removeEventListener("abort", listener);
  });
  const release = () => {
    clearTimeout(timer);
    for (const remove of listeners) remove();
  };
  return { signal: controller.signal, release };
}
