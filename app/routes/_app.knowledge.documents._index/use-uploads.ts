import { useCallback, useRef, useState } from "react";
import { paths } from "#app/lib/paths.ts";
import { REFUSED_HEADER } from "./upload-words.ts";

/** A file on its way. */
export interface Upload {
  key: number;
  fileName: string;
  state: "waiting" | "sending" | "done" | "refused";
  /** 0 to 1. */
  share: number;
  sentence: string | null;
}

interface Waiting {
  key: number;
  file: File;
  fields: Readonly<Record<string, string>>;
}

const CUT = "The connection was lost. Nothing of this file was kept; bring it again.";

const sentenceIn = (request: XMLHttpRequest): string | null => {
  const told = request.getResponseHeader(REFUSED_HEADER);
  if (told === null) return null;
  try {
    return decodeURIComponent(told);
  } catch {
    return null;
  }
};

/** Sends one file. XMLHttpRequest, because fetch does not say how much of a body has left. */
function send({ file, fields }: Waiting, onShare: (share: number) => void): Promise<string | null> {
  return new Promise((resolve) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("files", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", paths.documents());
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onShare(event.loaded / event.total);
    });
    request.addEventListener("load", () => {
      // What was taken leads on to the list, what was not says why.
      if (request.status < 400 && request.responseURL.includes("done=added")) resolve(null);
      else if (request.responseURL.includes("/login")) resolve("Your session has ended. Sign in and bring it again.");
      else resolve(sentenceIn(request) ?? (request.status === 413 ? "This file is too large." : "It was not taken. Try it again."));
    });
    request.addEventListener("error", () => resolve(CUT));
    request.addEventListener("abort", () => resolve(CUT));
    request.send(form);
  });
}

/** Sends files one after the other, so that each has its own progress and its own reason when it is refused. */
export function useUploads(onTaken: () => void): { uploads: readonly Upload[]; add: (files: readonly File[], fields: Readonly<Record<string, string>>) => void } {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const queue = useRef<Waiting[]>([]);
  const isSending = useRef(false);
  const keys = useRef(0);

  const add = useCallback(
    (files: readonly File[], fields: Readonly<Record<string, string>>) => {
      const news = files.map((file): Waiting => ({ key: (keys.current += 1), file, fields }));
      queue.current.push(...news);
      setUploads((before) => [...before, ...news.map(({ key, file }): Upload => ({ key, fileName: file.name, state: "waiting", share: 0, sentence: null }))]);
      if (isSending.current) return;
      isSending.current = true;
      const change = (key: number, what: Partial<Upload>) => setUploads((before) => before.map((upload) => (upload.key === key ? { ...upload, ...what } : upload)));
      void (async () => {
        for (let next = queue.current.shift(); next; next = queue.current.shift()) {
          const { key } = next;
          change(key, { state: "sending" });
          const sentence = await send(next, (share) => change(key, { share }));
          change(key, sentence === null ? { state: "done", share: 1 } : { state: "refused", sentence });
          if (sentence === null) onTaken();
        }
        isSending.current = false;
      })();
    },
    [onTaken],
  );
  return { uploads, add };
}
