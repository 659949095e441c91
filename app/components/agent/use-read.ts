import { useCallback, useEffect, useState } from "react";
import { codeOf } from "./conversation.ts";

/** Something that is read from the server, as far as it is there. */
export type Read<T> = { state: "loading" } | { state: "ready"; data: T } | { state: "failed"; sentence: string; isSignedOut: boolean };

const LOADING = { state: "loading" } as const;

/** Reads `key` with `read` (which must stay the same function), and anew by the second value. What was there stays until the next is there. */
export function useRead<T>(read: (key: string) => Promise<T>, key: string): [Read<T>, () => void] {
  const [count, setCount] = useState(0);
  const [known, setKnown] = useState<{ key: string; result: Read<T> }>({ key, result: LOADING });
  useEffect(() => {
    let isOld = false;
    const keep = (result: Read<T>) => void (isOld || setKnown({ key, result }));
    read(key).then(
      (data) => keep({ state: "ready", data }),
      (error: unknown) => keep({ state: "failed", sentence: error instanceof Error ? error.message : "It did not load.", isSignedOut: codeOf(error) === "UNAUTHORIZED" }),
    );
    return () => {
      isOld = true;
    };
  }, [read, key, count]);
  const again = useCallback(() => setCount((before) => before + 1), []);
  return [known.key === key ? known.result : LOADING, again];
}
