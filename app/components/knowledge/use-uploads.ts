import { useCallback, useEffect, useRef, useState } from "react";
import { refuseSize, uploadAnswer } from "#server/contracts/knowledge.ts";

/** A file on its way. */
export interface Upload {
  key: number;
  fileName: string;
  state: "waiting" | "sending" | "done" | "refused" | "stopped";
  /** 0 to 1. */
  share: number;
  /** Why it was refused or stopped, and whether it may have come in all the same. */
  sentence: string | null;
  /** False where sending it again would end the same way. */
  mayTry: boolean;
}

interface Sent {
  file: File;
  fields: Readonly<Record<string, string>>;
}

/** No answer came: it was stopped, or the connection was lost. */
const NO_ANSWER = Symbol("no answer");

/** Once all of it has left, the server may have taken it. */
const sayEnd = (why: string, hasLeft: boolean): string => `${why} ${hasLeft ? "It may have come in already: look before you try again." : "Nothing of it was kept."}`;

/** What the answer to a file says: null for taken. */
function readAnswer({ status, responseURL, responseText }: XMLHttpRequest): string | null {
  if (responseURL.includes("/login")) return "Your session has ended. Sign in and bring it again.";
  try {
    const told = uploadAnswer.safeParse(JSON.parse(responseText));
    if (told.success && (told.data.sentence !== null || status < 400)) return told.data.sentence;
  } catch {
    // Something between us and the server answered.
  }
  return status === 413 ? "This is too large to be sent." : "It was not taken.";
}

/** Sends one file. XMLHttpRequest, because fetch does not say how much of a body has left. Null when it came in, else why it did not, where that is known. */
function send(address: string, { file, fields }: Sent, signal: AbortSignal, onShare: (share: number) => void): Promise<string | null | typeof NO_ANSWER> {
  return new Promise((resolve) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("files", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onShare(event.loaded / event.total);
    });
    request.upload.addEventListener("load", () => onShare(1));
    request.addEventListener("load", () => resolve(readAnswer(request)));
    request.addEventListener("error", () => resolve(NO_ANSWER));
    request.addEventListener("abort", () => resolve(NO_ANSWER));
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

interface Uploads {
  uploads: readonly Upload[];
  /** What happened last, for who does not see the list. */
  said: string;
  add: (files: readonly File[], fields: Readonly<Record<string, string>>) => void;
  again: (key: number) => void;
  stop: (key: number) => void;
}

/**
 * Sends files to `address` one after the other, so that each has its own progress and its own reason when it is refused, and
 * calls `onTaken` after each that came in, and with false after each of which that is not known. What cannot be taken is not sent. Leaving the page stops them, after a question where the browser asks one.
 */
export function useUploads(address: string, onTaken: (isSure: boolean) => void): Uploads {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [said, setSaid] = useState("");
  const files = useRef(new Map<number, Sent>());
  const queue = useRef<number[]>([]);
  const sending = useRef<{ key: number; stop: AbortController } | null>(null);
  const keys = useRef(0);
  const taken = useRef(onTaken);
  useEffect(() => {
    taken.current = onTaken;
    // Who has left the page is told by the next one.
    return () => {
      taken.current = () => undefined;
    };
  }, [onTaken]);

  const change = useCallback((key: number, what: Partial<Upload>) => setUploads((before) => before.map((upload) => (upload.key === key ? { ...upload, ...what } : upload))), []);

  const run = useCallback(async () => {
    if (sending.current) return;
    for (let key = queue.current.shift(); key !== undefined; key = queue.current.shift()) {
      const sent = files.current.get(key);
      if (!sent) continue;
      const at = key;
      const stop = new AbortController();
      sending.current = { key, stop };
      change(key, { state: "sending", share: 0, sentence: null });
      let hasLeft = false;
      const answer = await send(address, sent, stop.signal, (share) => {
        hasLeft = share === 1;
        change(at, { share });
      });
      if (answer === NO_ANSWER) {
        const isStopped = stop.signal.aborted;
        const sentence = sayEnd(isStopped ? "Stopped." : "The connection was lost.", hasLeft);
        change(key, { state: isStopped ? "stopped" : "refused", sentence });
        setSaid(`${sent.file.name}: ${sentence}`);
        taken.current(false);
      } else if (answer === null) {
        files.current.delete(key);
        change(key, { state: "done", share: 1 });
        setSaid(`${sent.file.name} came in.`);
        taken.current(true);
      } else {
        change(key, { state: "refused", sentence: answer });
        setSaid(`${sent.file.name} was not taken. ${answer}`);
      }
    }
    sending.current = null;
  }, [address, change]);

  const add = useCallback(
    (news: readonly File[], fields: Readonly<Record<string, string>>) => {
      const rows = news.map((file): Upload => {
        const key = (keys.current += 1);
        const sentence = refuseSize(file.size);
        if (sentence === null) {
          files.current.set(key, { file, fields });
          queue.current.push(key);
        }
        return { key, fileName: file.name, state: sentence === null ? "waiting" : "refused", share: 0, sentence, mayTry: sentence === null };
      });
      setUploads((before) => [...before, ...rows]);
      const refused = rows.find(({ sentence }) => sentence !== null);
      if (refused) setSaid(`${refused.fileName} was not taken. ${refused.sentence ?? ""}`);
      void run();
    },
    [run],
  );

  const again = useCallback(
    (key: number) => {
      change(key, { state: "waiting", share: 0, sentence: null });
      queue.current.push(key);
      void run();
    },
    [change, run],
  );

  const stop = useCallback(
    (key: number) => {
      queue.current = queue.current.filter((waiting) => waiting !== key);
      if (sending.current?.key === key) sending.current.stop.abort();
      else change(key, { state: "stopped", sentence: sayEnd("Stopped.", false) });
    },
    [change],
  );

  useEffect(
    () => () => {
      queue.current = [];
      sending.current?.stop.abort();
    },
    [],
  );

  const isUnderWay = uploads.some(({ state }) => state === "waiting" || state === "sending");
  useEffect(() => {
    if (!isUnderWay) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isUnderWay]);

  return { uploads, said, add, again, stop };
}
