const inWords = (text: string): string[] => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** How many letters must be changed, added, left out or swapped with their neighbour. */
export function editDistance(a: string, b: string): number {
  let [old, last] = [new Array<number>(b.length + 1).fill(0), Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (old[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [old, last] = [last, row];
  }
  return last[b.length] ?? 0;
}

const alike = (a: string, b: string): number => 1 - editDistance(a, b) / Math.max(a.length, b.length, 1);

/**
 * How alike a text is to a name by its letters, 0 to 1: to the whole name, or, for a little less,
 * to as many of its words as the text has ("Cotrane" to "John Coltrane").
 */
export function likeness(text: string, name: string): number {
  const [asked, words] = [inWords(text), inWords(name)];
  if (asked.length === 0 || words.length === 0) return 0;
  const wanted = asked.join(" ");
  let best = alike(wanted, words.join(" "));
  for (let at = 0; asked.length < words.length && at + asked.length <= words.length; at += 1) {
    best = Math.max(best, 0.95 * alike(wanted, words.slice(at, at + asked.length).join(" ")));
  }
  return best;
}
