import { neighboursOf } from "../language/thesaurus.ts";
import { plain } from "../language/words.ts";
import type { Item } from "../understand/frame.ts";
import type { EnumValue, Param } from "./profile.ts";

/** How well one way of saying a value fits a set of stems: the number of its words, a little less for neighbours; 0 when one is missing. */
function wayFit(way: readonly string[], said: ReadonlySet<string>, isOwn: boolean): number {
  let fit = 0;
  for (const word of way) {
    if (said.has(word)) fit += 1;
    else if (isOwn && [...neighboursOf(word)].some((other) => said.has(other))) fit += 0.7;
    else return 0;
  }
  return way.length === 0 ? 0 : fit;
}

/** The best of its ways; further ones that are said as well add a little: "new customers or returning ones" are customers. */
function valueFit(value: EnumValue, said: ReadonlySet<string>): number {
  const [best = 0, ...others] = value.ways.map((way, index) => wayFit(way, said, index === 0) * (index === 0 ? 1.1 : 1)).sort((a, b) => b - a);
  return best === 0 ? 0 : best + 0.4 * others.filter((fit) => fit > 0).length;
}

/** The values of a choice that items name; items of several words first, each used once. */
export function chooseValues(param: Param, items: readonly Item[]): { value: string | number; item: Item }[] {
  const chosen: { value: string | number; item: Item }[] = [];
  for (const item of [...items].sort((a, b) => (b.ways[0]?.length ?? 0) - (a.ways[0]?.length ?? 0) || a.start - b.start)) {
    const said = new Set(item.ways[0]);
    let best: { value: string | number; fit: number } | null = null;
    for (const value of param.values) {
      const fit = valueFit(value, said);
      if (fit >= 0.7 && fit >= said.size * 0.5 && fit > (best?.fit ?? 0)) best = { value: value.value, fit };
    }
    if (best && !chosen.some((other) => other.value === best.value)) chosen.push({ value: best.value, item });
  }
  return chosen.sort((a, b) => a.item.start - b.item.start);
}

/** Words side by side may name a value together: "records" "sold". */
export function chooseJointly(param: Param, items: readonly Item[]): string | number | null {
  const said = new Set(items.flatMap((item) => item.ways[0] ?? []));
  const fits = param.values.map((value) => ({ value: value.value, fit: valueFit(value, said) })).sort((a, b) => b.fit - a.fit);
  const [first, second] = fits;
  return first && first.fit >= 1.4 && first.fit > (second?.fit ?? 0) + 0.3 ? first.value : null;
}

/** The value that a pattern matches, or null. */
export const valueLike = (param: Param, wanted: RegExp): string | number | null => param.values.find(({ value }) => wanted.test(plain(String(value))))?.value ?? null;
