import { readFileSync } from "node:fs";

/** Numbers of a vector. */
export const VECTOR_SIZE = 64;

interface Table {
  rows: ReadonlyMap<string, number>;
  bytes: Int8Array;
}

let table: Table | undefined;

/** Vectors that were asked for, at most so many: some three million bytes. */
const known = new Map<string, Float32Array>();
const MOST_KNOWN = 10_000;

/** Read when it is first asked for: some three million bytes that stay as they are, and the stems. */
function readTable(): Table {
  const bytes = readFileSync(new URL("vectors.bin", import.meta.url));
  const stems = readFileSync(new URL("stems.txt", import.meta.url), "utf8").trimEnd().split("\n");
  return { rows: new Map(stems.map((stem, row) => [stem, row])), bytes: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
}

/** A vector of length 1 that says what the words of a stem are about, null for one that is not among the 60,000 most frequent words. Its cosine with another says how often both stand in the same company. It is the same for all who ask: not to be changed. */
export function vectorOfStem(stem: string): Float32Array | null {
  const found = known.get(stem);
  if (found) return found;
  table ??= readTable();
  const row = table.rows.get(stem);
  if (row === undefined) return null;
  const made = toLengthOne(Float32Array.from(table.bytes.subarray(row * VECTOR_SIZE, (row + 1) * VECTOR_SIZE)));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(stem, made);
  return made;
}

/** The same vector with length 1; one of zeros stays as it is. Changes what it is given. */
export function toLengthOne(vector: Float32Array): Float32Array {
  let square = 0;
  for (const value of vector) square += value * value;
  const length = Math.sqrt(square);
  if (length > 0) for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) / length;
  return vector;
}

/** The sum of two vectors' products: their cosine when both have length 1. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < VECTOR_SIZE; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
