/** Where each sentence of a text begins and ends, blank space around it left out. By Unicode's rules for English. */
export function splitSentences(text: string): { start: number; end: number }[] {
  const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
  return [...segmenter.segment(text)].flatMap(({ segment, index }) => {
    const words = segment.trim();
    const start = index + segment.indexOf(words);
    return words === "" ? [] : [{ start, end: start + words.length }];
  });
}
