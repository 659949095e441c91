import { type ComponentType, createContext } from "react";
import type { MistyMessage } from "#agents/contracts/messages.ts";

/** How an answer is drawn that stands on texts and not on figures. */
export interface Library {
  /** The words of the answer. */
  Text: ComponentType<{ message: MistyMessage; text: string; isBusy: boolean }>;
  /** What stands under a finished answer: its sources, and whether it helped. */
  After: ComponentType<{ message: MistyMessage }>;
  /** `After` asks whether it helped, so that nothing else does. */
  asksHelped: boolean;
  /** The words as they are copied. */
  copyOf: (message: MistyMessage, text: string) => string;
}

/** Null where answers are about figures. */
export const LibraryContext = createContext<Library | null>(null);
