import { describe, expect, test } from "vitest";
import { placeOnLine, placeOver } from "./place-label.ts";
import { pickLabels, prepareBars, stepPath } from "./prepare-bars.ts";
import { prepareLengths, prepareParts } from "./prepare-shares.ts";
import { prepareSparkBars, prepareSparkLine, thinOut } from "./prepare-spark.ts";
import { prepareStairs } from "./prepare-stairs.ts";

const points = (values: number[], before: (number | null)[] = []) => values.map((value, at) => ({ key: String(at), value, before: before[at] ?? null }));

describe("bars over time", () => {
  test("stand on a drawn zero and stay inside the plot", () => {
    const { bars, ticks } = prepareBars(points([10, 0, 25], [30, 5, 5]));
    expect(ticks[0]).toEqual({ value: 0, y: 100 });
    expect(bars[1]).toMatchObject({ y: 100, height: 0 });
    for (const bar of bars) {
      expect(bar.y + bar.height).toBeCloseTo(100, 1);
      expect(bar.y).toBeGreaterThan(0);
      expect(bar.x + bar.width).toBeLessThanOrEqual(100);
    }
    expect(bars[0]?.beforeY).toBeLessThan(bars[2]?.y ?? 0);
  });

  test("name the highest, and nothing when all is zero", () => {
    expect(prepareBars(points([3, 9, 4])).highest).toBe(1);
    const nothing = prepareBars(points([0, 0]));
    expect(nothing.highest).toBe(-1);
    expect(nothing.ticks).toEqual([{ value: 0, y: 100 }]);
  });

  test("draw the comparison as one step per column, broken where there is none", () => {
    expect(stepPath([50, 20])).toBe("M0 50H50V20H100");
    expect(stepPath([50, null, 20, 30])).toBe("M0 50H25M50 20H75V30H100");
    expect(prepareBars(points([1, 2])).beforePath).toBe("");
    expect(prepareBars(points([1, 2], [0, 0])).beforePath).toBe("");
  });

  test("label few enough days, a week apart where that fits, always the last", () => {
    expect(pickLabels(30, 6, true)).toEqual([1, 8, 15, 22, 29]);
    expect(pickLabels(18, 6)).toEqual([2, 5, 8, 11, 14, 17]);
    expect(pickLabels(5, 6)).toEqual([0, 1, 2, 3, 4]);
    expect(pickLabels(90, 6, true)).toEqual([5, 26, 47, 68, 89]);
    expect(pickLabels(90, 6).length).toBeLessThanOrEqual(6);
    expect(pickLabels(0, 6)).toEqual([]);
  });
});

describe("texts over bars", () => {
  const tops = [80, 10, 80, 80, 80, 80, 80, 80, 80, 80];

  test("stand over all bars that they cover", () => {
    expect(placeOver(tops, 5, 20)).toEqual({ x: 55, y: 76, anchor: "middle", from: 45, to: 65 });
    expect(placeOver(tops, 2, 30)?.y).toBe(6);
  });

  test("do not leave the plot", () => {
    expect(placeOver(tops, 9, 40)).toMatchObject({ x: 95, anchor: "end" });
    expect(placeOver(tops, 0, 40)).toMatchObject({ x: 5, anchor: "start" });
    expect(placeOver(tops, 5, 120)).toBeNull();
  });

  test("that name a line stand where it is clear, and away from the other text", () => {
    const line = [70, 70, 70, 70, 70, 30, 70, 70, 70, 70];
    const withLine = tops.map((top, at) => Math.min(top, line[at] ?? 100));
    const place = placeOnLine(line, withLine, 20, null);
    expect(place && place.y).toBeLessThan(70);
    const other = placeOnLine(line, withLine, 20, place);
    expect(other).not.toBeNull();
    if (!other || !place) return;
    expect(Math.abs(other.y - place.y) >= 9 || other.from >= place.to || other.to <= place.from).toBe(true);
    // Nor does it cross the line that leads down from the other.
    expect(other.y <= place.y || other.from >= place.x || other.to <= place.x).toBe(true);
  });
});

describe("sparklines", () => {
  test("keep a hairline for a zero among values, and draw nothing for nothing", () => {
    expect(prepareSparkBars([0, 4])).toBe("M0 30v-1h31V30zM50 30v-29h31V30z");
    expect(prepareSparkBars([0, 0])).toBe("");
    expect(prepareSparkBars([null, 4])).toBe("M50 30v-29h31V30z");
  });

  test("need two values for a line, and skip what is unknown", () => {
    expect(prepareSparkLine([null, 4.2])).toBeNull();
    const line = prepareSparkLine([4, null, 5]);
    expect(line?.path).toBe("M0 27L100 3");
    expect(line?.meanY).toBe(15);
  });

  test("join neighbours by their mean", () => {
    expect(thinOut([1, 3, 5, 7], 2)).toEqual([2, 6]);
    expect(thinOut([1, null, null, null], 2)).toEqual([1, null]);
    expect(thinOut([1, 2], 5)).toEqual([1, 2]);
  });
});

describe("stairs of two running totals", () => {
  test("share one scale and end with the last known day", () => {
    const { now, before } = prepareStairs([10, 20, null, null], [10, 20, 30, 40]);
    expect(now).toBe("M0 100V75.5H25V51H50V100Z");
    expect(before).toBe("M0 75.5H25V51H50V26.5H75V2H100");
  });

  test("draw nothing where nothing was sold", () => {
    expect(prepareStairs([0, 0], [0, 0])).toEqual({ now: "", before: "" });
  });
});

describe("lengths and parts", () => {
  test("are measured against the longest of now and before", () => {
    expect(prepareLengths([{ value: 50, before: 100 }, { value: 0, before: null }])).toEqual([{ length: 48.5, before: 97 }, { length: 0, before: null }]);
    expect(prepareLengths([{ value: 0, before: null }])).toEqual([{ length: 0, before: null }]);
  });

  test("fill the bar, keep a sliver visible and leave out what is zero", () => {
    const parts = prepareParts([1, 0, 9999]);
    expect(parts[0]?.width).toBe(1.5);
    expect(parts[1]?.width).toBe(0);
    expect((parts[2]?.x ?? 0) + (parts[2]?.width ?? 0)).toBeCloseTo(100, 1);
    expect(prepareParts([0, 0])).toEqual([{ x: 0, width: 0 }, { x: 0, width: 0 }]);
  });
});
