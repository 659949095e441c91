import { useEffect, useReducer, useRef, useState } from "react";
import { addLine, type BoxLine, pickFound, stepped, toLine } from "#app/components/stock/box.ts";
import type { FoundShelf } from "#app/lib/api-types.ts";
import { trpcClient } from "#app/lib/trpc.tsx";

const STORE = "misty-box";

/** The box, and the key under which it is booked in. */
interface Box {
  key: string;
  lines: BoxLine[];
}

type Change =
  | { do: "resume"; draft: Box }
  | { do: "empty"; key: string }
  | { do: "add"; line: BoxLine }
  | { do: "set"; shelf: string; field: "quantity" | "unitCost"; value: string }
  | { do: "step"; shelf: string; by: number }
  | { do: "drop"; shelf: string };

function change(box: Box, to: Change): Box {
  const each = (shelf: string, edit: (line: BoxLine) => BoxLine) => ({ ...box, lines: box.lines.map((line) => (line.shelf === shelf ? edit(line) : line)) });
  switch (to.do) {
    case "resume":
      // What the address brought along joins what was there.
      return { key: to.draft.key, lines: box.lines.reduce((all, line) => (all.some(({ shelf }) => shelf === line.shelf) ? all : [line, ...all]), to.draft.lines) };
    case "empty":
      return { key: to.key, lines: [] };
    case "add":
      return { ...box, lines: addLine(box.lines, to.line) };
    case "set":
      return each(to.shelf, (line) => ({ ...line, [to.field]: to.value }));
    case "step":
      return each(to.shelf, (line) => ({ ...line, quantity: stepped(line.quantity, to.by) }));
    case "drop":
      return { ...box, lines: box.lines.filter((line) => line.shelf !== to.shelf) };
  }
}

function readDraft(): Box | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(STORE) ?? "null") as Box | null;
    return draft && typeof draft.key === "string" && Array.isArray(draft.lines) ? draft : null;
  } catch {
    return null; // the browser keeps nothing, or somebody else wrote it
  }
}

function writeDraft(draft: Box | null): void {
  try {
    if (draft) sessionStorage.setItem(STORE, JSON.stringify(draft));
    else sessionStorage.removeItem(STORE);
  } catch {
    // Then a reload empties the box, as it does without a script.
  }
}

interface BoxStart {
  lines: readonly BoxLine[];
  formKey: string;
  /** The act that was done last: its draft is over. */
  done: string | null;
}

/**
 * The box while it is being packed out: scans are looked up one after the other, so that none is
 * lost however fast they come, and a reload brings the box back with its key.
 */
export function useBox({ lines: first, formKey, done }: BoxStart) {
  const [box, tell] = useReducer(change, { key: formKey, lines: [...first] });
  const [choices, setChoices] = useState<{ text: string; found: FoundShelf[] } | null>(null);
  const [said, setSaid] = useState("");
  const [waiting, setWaiting] = useState(0);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const loaded = useRef(false);

  useEffect(() => {
    if (loaded.current) return;
    loaded.current = true;
    const draft = readDraft();
    if (draft && draft.key !== done && draft.lines.length > 0) tell({ do: "resume", draft });
  }, [done]);
  useEffect(() => {
    if (loaded.current) writeDraft(box.lines.length > 0 ? box : null);
  }, [box]);

  const add = (found: FoundShelf) => {
    tell({ do: "add", line: toLine(found) });
    setChoices(null);
    setSaid(`${found.title} is in the box.`);
  };
  const look = (text: string) => {
    setWaiting((count) => count + 1);
    queue.current = queue.current
      .then(async () => {
        const found = await trpcClient.stock.find.query({ text });
        const meant = pickFound(found);
        if (meant) return add(meant);
        setChoices({ text, found });
        setSaid(found.length === 0 ? `Nothing fits ${text}.` : `${found.length} records fit ${text}: choose one.`);
      })
      .catch(() => {
        setChoices(null);
        setSaid(`${text} could not be looked up. Scan it again.`);
      })
      .finally(() => setWaiting((count) => count - 1));
  };
  const empty = () => {
    setChoices(null);
    tell({ do: "empty", key: formKey });
  };
  return { ...box, choices, said, waiting, add, look, tell, empty };
}
