import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

const LOOK_AGAIN_MS = 1_500;
/** Where nothing moved for so many looks, something holds it up, and it is looked at less often. */
const LOOKS_IN_VAIN = 4;
const LOOK_SELDOM_MS = 10_000;

/** Reads the page again and again while something on it is under way and somebody looks; less often where `standing`, how far it is, does not change. */
export function useWatch(underWay: boolean, standing?: string): void {
  const { revalidate, state } = useRevalidator();
  const last = useRef({ standing, looks: 0 });
  useEffect(() => {
    if (!underWay || state !== "idle") return;
    if (last.current.standing !== standing) last.current = { standing, looks: 0 };
    const isHeldUp = standing !== undefined && last.current.looks >= LOOKS_IN_VAIN;
    const timer = setTimeout(
      () => {
        last.current.looks += 1;
        if (document.visibilityState === "visible") revalidate();
      },
      isHeldUp ? LOOK_SELDOM_MS : LOOK_AGAIN_MS,
    );
    const onReturn = () => revalidate();
    document.addEventListener("visibilitychange", onReturn);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onReturn);
    };
  }, [underWay, standing, state, revalidate]);
}
