import { useLocation } from "@remix-run/react";
import { useCallback, useEffect, useState } from "react";
import { paths } from "#app/lib/paths.ts";

/** From here on the panel stands beside the page and may stay open; below it lies over it. */
const BESIDE = "(min-width: 1200px)";
/** Where a tab remembers that its panel is open. */
const KEY = "misty-ask-open";

/** Whether the assistant's panel is open. Ctrl-J or Cmd-J opens and closes it; it opens again after a reload where it stands beside the page. */
export function useAskPanel(): { isOpen: boolean; open: () => void; close: () => void } {
  const [isOpen, setOpen] = useState(false);
  const { pathname } = useLocation();
  const isOwnPage = pathname === paths.assistant();

  const change = useCallback((next: boolean) => {
    setOpen(next);
    if (next) sessionStorage.setItem(KEY, "yes");
    else sessionStorage.removeItem(KEY);
    // What was pressed is gone with the panel; the strip has taken its place.
    if (!next) requestAnimationFrame(() => document.getElementById("obi")?.focus());
  }, []);

  useEffect(() => {
    if (sessionStorage.getItem(KEY) && window.matchMedia(BESIDE).matches) setOpen(true);
  }, []);

  // Over the page it would hide what a link has just opened.
  useEffect(() => {
    if (!window.matchMedia(BESIDE).matches) setOpen(false);
  }, [pathname]);

  useEffect(() => {
    function toggleByKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "j" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      if (isOwnPage) document.getElementById("ask-question")?.focus();
      else change(!isOpen);
    }
    window.addEventListener("keydown", toggleByKey);
    return () => window.removeEventListener("keydown", toggleByKey);
  }, [change, isOpen, isOwnPage]);

  return { isOpen: isOpen && !isOwnPage, open: useCallback(() => change(true), [change]), close: useCallback(() => change(false), [change]) };
}
