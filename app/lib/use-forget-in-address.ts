import { useLocation } from "@remix-run/react";
import { useEffect } from "react";

/**
 * Takes what an act left in the address (`?done=…`) out of it once it is said, so that a reload does not say it again.
 * The page goes on with it until it leads elsewhere: only the browser's own address changes.
 */
export function useForgetInAddress(...names: string[]): void {
  const { key } = useLocation();
  const asked = names.join(" ");
  useEffect(() => {
    const url = new URL(window.location.href);
    const there = asked.split(" ").filter((name) => url.searchParams.has(name));
    if (there.length === 0) return;
    for (const name of there) url.searchParams.delete(name);
    window.history.replaceState(window.history.state, "", url);
  }, [key, asked]);
}
