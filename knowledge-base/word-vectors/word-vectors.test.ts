import { expect, it } from "vitest";
import { stem } from "../answering/stem.ts";
import { dot, VECTOR_SIZE, vectorOfStem } from "./read-word-vectors.ts";

const cosine = (one: string, other: string): number => {
  const [a, b] = [vectorOfStem(stem(one)), vectorOfStem(stem(other))];
  if (!a || !b) throw new Error(`no vector of ${one} or ${other}`);
  return dot(a, b);
};

it("brings together words that keep the same company, and others not", () => {
  for (const [word, near, far] of [["booze", "alcohol", "invoice"], ["refund", "payment", "piano"], ["sleeve", "jacket", "salary"], ["influenza", "flu", "postage"], ["theft", "robbery", "concert"]] as const) {
    expect(cosine(word, near), `${word} and ${near}`).toBeGreaterThan(0.4);
    expect(cosine(word, far), `${word} and ${far}`).toBeLessThan(0.3);
  }
});

it("has vectors of length 1, one for all words of a stem, and none for what is no word", () => {
  const vector = vectorOfStem(stem("records"));
  expect(vector).toHaveLength(VECTOR_SIZE);
  expect(vector && dot(vector, vector)).toBeCloseTo(1, 5);
  expect(cosine("record", "records")).toBeCloseTo(1, 5);
  expect(vectorOfStem(stem("records"))).toBe(vector);
  for (const none of ["", "qwxzt", "€5", "12"]) expect(vectorOfStem(none), none).toBeNull();
});
