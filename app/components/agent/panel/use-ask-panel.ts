import { useLocation } from "@remix-run/react";
import { useCallback, useEffect, useSyncExternalStore } from "react";
import { paths } from "#app/lib/paths.ts";
import { useMedia } from "../use-media.ts";

/** From here on the panel stands beside the page and may stay open; below it lies over it. */
const BESIDE = "(min-width: 1200px)";
/** Where a tab remembers the page at which its panel was opened; nothing while it is closed. */
const KEY = "misty-ask-open";

/** Pages that have a field for questions of their own; beside it the panel would be a second one. */
const OWN_FIELD: readonly string[] = [paths.assistant(), paths.knowledge()];
export const hasOwnField = (pathname: string): boolean => OWN_FIELD.includes(pathname);

const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const readOpenedAt = (): string | null => sessionStorage.getItem(KEY);
const nobody = (): null => null;

function keepOpenedAt(pathname: string | null): void {
  if (pathname === null) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, pathname);
  for (const listener of listeners) listener();
}

/**
 * Whether the assistant's panel is open. Ctrl-J or Cmd-J opens and closes it. Beside the page it
 * stays open from page to page and after a reload; over the page it would hide what a link opened,
 * so there it belongs to the page it was opened at.
 */
export function useAskPanel(): { isOpen: boolean; open: () => void; close: () => void } {
  const openedAt = useSyncExternalStore(subscribe, readOpenedAt, nobody);
  const isBeside = useMedia(BESIDE);
  const { pathname } = useLocation();
  const isOwnPage = hasOwnField(pathname);
  const isOpen = openedAt !== null && !isOwnPage && (isBeside || openedAt === pathname);

  const open = useCallback(() => keepOpenedAt(pathname), [pathname]);
  const close = useCallback(() => {
    keepOpenedAt(null);
    // What was pressed is gone with the panel; the strip has taken its place.
    requestAnimationFrame(() => document.getElementById("obi")?.focus());
  }, []);

  useEffect(() => {
    function toggleByKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "j" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      if (isOwnPage) document.querySelector<HTMLElement>(".composer textarea")?.focus();
      else if (isOpen) close();
      else open();
    }
    window.addEventListener("keydown", toggleByKey);
    return () => window.removeEventListener("keydown", toggleByKey);
  }, [close, isOpen, isOwnPage, open]);

  return { isOpen, open, close };
}
