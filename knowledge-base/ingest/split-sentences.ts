import type { Piece } from "./pack-passages.ts";

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
/** Characters handed to the segmenter at a time: its work grows faster than the text without any end of a sentence. */
const WINDOW = 20_000;

/** Where each sentence of a text begins and ends, blank space around it left out. By Unicode's rules for English; the end of a line ends no sentence, an empty line does. */
export function splitSentences(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (let from = 0; from < text.length; from += WINDOW) {
    const flowing = text.slice(from, from + WINDOW).replace(/(?<!\n)\n(?!\n)/g, " ");
    for (const { segment, index } of segmenter.segment(flowing)) {
      const words = segment.trim();
      const start = from + index + segment.indexOf(words);
      if (words !== "") pieces.push({ start, end: start + words.length });
    }
  }
  return pieces;
}
