import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Closer than this to the end counts as being there. */
const NEAR_PX = 72;

/** What scrolls around `inside`: the nearest box that scrolls, else the page. */
function scrollerOf(inside: HTMLElement): HTMLElement {
  for (let box = inside.parentElement; box; box = box.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(box).overflowY)) return box;
  }
  return document.documentElement;
}

const isAtEnd = (box: HTMLElement): boolean => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;

/**
 * Keeps the end of what grows in view while `isGrowing`, as long as the reader is there; who
 * scrolled up is left alone. `count` is the number of turns: a new one is brought into view. Gives
 * whether the end is out of view, and the way there.
 */
export function usePinned(content: RefObject<HTMLElement | null>, isGrowing: boolean, count: number): { isAway: boolean; toEnd: () => void } {
  const pinned = useRef(true);
  const [isAway, setAway] = useState(false);

  useEffect(() => {
    const element = content.current;
    if (!element) return;
    const box = scrollerOf(element);
    const source: HTMLElement | Document = box === document.documentElement ? document : box;
    const look = () => {
      pinned.current = isAtEnd(box);
      setAway(!pinned.current);
    };
    source.addEventListener("scroll", look, { passive: true });
    return () => source.removeEventListener("scroll", look);
  }, [content]);

  useEffect(() => {
    const element = content.current;
    if (!element || !isGrowing || typeof ResizeObserver === "undefined") return;
    const box = scrollerOf(element);
    const observer = new ResizeObserver(() => {
      if (pinned.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [content, isGrowing]);

  const toEnd = () => {
    const element = content.current;
    if (!element) return;
    const box = scrollerOf(element);
    pinned.current = true;
    box.scrollTop = box.scrollHeight;
  };

  useLayoutEffect(() => {
    const element = content.current;
    if (!element || count === 0) return;
    const box = scrollerOf(element);
    pinned.current = true;
    box.scrollTop = box.scrollHeight;
  }, [content, count]);

  return { isAway, toEnd };
}
