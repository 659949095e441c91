import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitLabels, labelSpan } from "./fit-labels.ts";
import { pickFills } from "./pick-fills.ts";
import { prepareBars } from "./prepare-bars.ts";
import { prepareHeat } from "./prepare-heat.ts";
import { pickNamed, prepareLines, spreadLabels } from "./prepare-lines.ts";
import { prepareMarks } from "./prepare-marks.ts";
import { prepareParts } from "./prepare-shares.ts";
import { prepareSigned } from "./prepare-signed.ts";

const numRuns = Number(process.env["RUNS"] ?? 25) * 8;
const HAIR = 0.02;

const amount = fc.oneof(fc.integer({ min: -100_000_000, max: 4_000_000_000 }).map((cents) => cents / 100), fc.constantFrom(0, 0.01, -0.01, 1e12));
const known = fc.option(amount, { nil: null });
const points = (min: number, max: number) =>
  fc.array(fc.record({ value: known, before: known }), { minLength: min, maxLength: max }).map((rows) => rows.map((row, at) => ({ key: String(at), ...row })));
const inPlot = (value: number) => value >= -HAIR && value <= 100 + HAIR;

describe("bars over time", () => {
  it("stay inside the plot, on their side of the drawn zero, as long as their values are to each other", () => {
    fc.assert(
      fc.property(points(1, 60), (rows) => {
        const drawing = prepareBars(rows);
        expect(inPlot(drawing.zeroY)).toBe(true);
        expect(drawing.ticks[0]).toEqual({ value: 0, y: drawing.zeroY });
        const perUnit = Math.abs((drawing.ticks.at(-1)?.y ?? 0) - drawing.zeroY) / Math.abs(drawing.ticks.at(-1)?.value || 1);
        drawing.bars.forEach((bar, at) => {
          const value = rows[at]?.value ?? 0;
          expect(inPlot(bar.x) && inPlot(bar.x + bar.width) && inPlot(bar.y) && inPlot(bar.y + bar.height)).toBe(true);
          if (value >= 0) expect(bar.y + bar.height).toBeCloseTo(drawing.zeroY, 1);
          else expect(bar.y).toBeCloseTo(drawing.zeroY, 1);
          if (drawing.ticks.length > 1) expect(Math.abs(bar.height - Math.abs(value) * perUnit)).toBeLessThan(0.05);
          expect(bar.beforeY === null || inPlot(bar.beforeY)).toBe(true);
        });
        for (const tick of drawing.ticks) expect(inPlot(tick.y)).toBe(true);
      }),
      { numRuns },
    );
  });

  it("break the zero line exactly over columns without a value", () => {
    fc.assert(
      fc.property(points(1, 60), (rows) => {
        const covered = prepareBars(rows).gaps.reduce((sum, gap) => sum + gap.width, 0);
        expect(Math.abs(covered - (rows.filter(({ value }) => value === null).length / rows.length) * 100)).toBeLessThan(0.5);
      }),
      { numRuns },
    );
  });

  it("become one shape and a joined line where they are many", () => {
    const rows = Array.from({ length: 1096 }, (_, at) => ({ key: String(at), value: at % 7 === 0 ? null : at - 500, before: at }));
    const { shape, beforeJoins, beforePath } = prepareBars(rows);
    expect(shape.match(/H/g)).toHaveLength(1096);
    expect(beforeJoins).toBe(10);
    expect(beforePath.match(/H/g)).toHaveLength(110);
    expect(prepareBars(rows.slice(0, 90)).shape).toBe("");
  });
});

describe("lines over time", () => {
  const series = fc.array(fc.array(known, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 30 }).map((all) => all.map((values, at) => ({ key: String(at), values })));

  it("draw every known value once, and only those, inside the plot", () => {
    fc.assert(
      fc.property(series, fc.boolean(), (all, fitted) => {
        const { lines } = prepareLines(all, { labelled: [], fitted });
        lines.forEach((line, at) => {
          const values = all[at]?.values ?? [];
          const drawn = [...line.path.matchAll(/[ML](-?[\d.e-]+) (-?[\d.e-]+)/g)].map((match) => ({ x: Number(match[1]), y: Number(match[2]) }));
          expect(drawn.length + line.dots.length).toBe(values.filter((value) => value !== null).length);
          for (const { x, y } of [...drawn, ...line.dots]) expect(inPlot(x) && inPlot(y)).toBe(true);
          expect(line.ys.slice(0, values.length).map((y) => y === null)).toEqual(values.map((value) => value === null));
        });
      }),
      { numRuns },
    );
  });

  it("hold zero on the scale unless they are fitted, and place higher values higher", () => {
    fc.assert(
      fc.property(series, (all) => {
        const { lines, zeroY } = prepareLines(all, { labelled: [], fitted: false });
        expect(zeroY !== null && inPlot(zeroY)).toBe(true);
        const places = all.flatMap(({ values }, index) => values.flatMap((value, at) => (value === null ? [] : [{ value, y: lines[index]?.ys[at] ?? -1 }]))).sort((a, b) => a.value - b.value);
        places.forEach((place, at) => expect(at === 0 || place.y <= (places[at - 1]?.y ?? 0) + HAIR).toBe(true));
      }),
      { numRuns },
    );
    expect(prepareLines([{ key: "a", values: [4.2, 4.6] }], { labelled: [], fitted: true }).zeroY).toBeNull();
  });

  it("name all up to five, else the five largest, and give each a colour by its place", () => {
    fc.assert(
      fc.property(series, (all) => {
        const named = pickNamed(all);
        expect(named.size).toBe(Math.min(5, all.length));
        const size = (key: string) => (all.find((one) => one.key === key)?.values ?? []).reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);
        const least = Math.min(...[...named].map(size));
        for (const { key } of all) if (!named.has(key)) expect(size(key)).toBeLessThanOrEqual(least);
        const shades = prepareLines(all, { labelled: [], fitted: false }).lines.filter(({ isNamed }) => isNamed).map(({ shade }) => shade);
        expect(shades).toEqual(shades.map((_, at) => at + 1));
      }),
      { numRuns },
    );
  });

  it("keep names at their ends apart, in their order, beside the plot", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 236, noNaN: true }), { minLength: 1, maxLength: 6 }), (ys) => {
        const placed = spreadLabels(ys, 17, 236);
        const order = ys.map((y, at) => ({ y, at })).sort((a, b) => a.y - b.y || a.at - b.at).map(({ at }) => placed[at] ?? -1);
        order.forEach((place, rank) => {
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(236);
          if (rank > 0) expect(place - (order[rank - 1] ?? 0)).toBeGreaterThanOrEqual(17 - 1e-9);
        });
      }),
      { numRuns },
    );
    expect(spreadLabels([100, 200], 17, 236)).toEqual([100, 200]);
  });
});

describe("labels and notes on the time axis", () => {
  it("never touch in the narrowest plot, and name the last", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 11 }), { minLength: 1, maxLength: 400 }), fc.boolean(), (texts, areDays) => {
        const fitted = fitLabels(texts, areDays);
        expect(fitted.at(-1)).toBe(texts.length - 1);
        const spans = fitted.map((at) => labelSpan(at, texts.length, texts[at] ?? ""));
        spans.forEach(({ from }, rank) => expect(rank === 0 || from > (spans[rank - 1]?.to ?? 0)).toBe(true));
      }),
      { numRuns },
    );
  });

  it("stand once each on their own day, numbered from the left, never on each other", () => {
    const columns = Array.from({ length: 52 }, (_, at) => ({ start: `2026-${String(at * 7 + 100)}`, end: `2026-${String(at * 7 + 106)}` }));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 80, max: 500 }), { maxLength: 40 }), (days) => {
        const marks = days.map((day, at) => ({ day: `2026-${String(day).padStart(3, "0")}`, text: String(at) }));
        const placed = prepareMarks(columns, marks);
        const inside = marks.filter(({ day }) => day >= "2026-100" && day <= "2026-463");
        expect(placed.flatMap(({ notes }) => notes.map(({ text }) => text)).sort()).toEqual(inside.map(({ text }) => text).sort());
        placed.forEach(({ name, x }, at) => {
          expect(name).toBe(String(at + 1));
          if (at > 0) expect(x - (placed[at - 1]?.x ?? 0)).toBeGreaterThanOrEqual(7);
        });
      }),
      { numRuns },
    );
  });
});

describe("lying bars", () => {
  it("start at the zero and go to their side of it, inside the width", () => {
    fc.assert(
      fc.property(points(1, 30), (rows) => {
        const { zero, bars } = prepareSigned(rows);
        bars.forEach((bar, at) => {
          const value = rows[at]?.value ?? 0;
          expect(inPlot(bar.x - HAIR) || bar.x > -0.5).toBe(true);
          expect(bar.x + bar.width).toBeLessThanOrEqual(100 + HAIR);
          if (value > 0) expect(bar.x).toBe(zero);
          else expect(Math.abs(bar.x + bar.width - zero)).toBeLessThan(HAIR);
          expect(bar.width > 0).toBe(value !== 0);
          expect(bar.before === null || inPlot(bar.before)).toBe(true);
        });
        if (rows.every(({ value, before }) => (value ?? 0) >= 0 && (before ?? 0) >= 0)) expect(zero).toBe(0);
      }),
      { numRuns },
    );
  });
});

describe("parts of a whole", () => {
  it("fill the strip without overlap, however many and however small", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 30 }), (values) => {
        const parts = prepareParts(values).filter(({ width }) => width > 0);
        expect(parts).toHaveLength(values.filter((value) => value > 0).length);
        parts.forEach((part, at) => expect(at === 0 || part.x >= (parts[at - 1]?.x ?? 0) + (parts[at - 1]?.width ?? 0) - HAIR).toBe(true));
        const last = parts.at(-1);
        if (last) expect(Math.abs(last.x + last.width - 100)).toBeLessThan(0.1);
      }),
      { numRuns },
    );
  });

  it("have fills by state where they are states, in sequence elsewhere, slate from the sixth on", () => {
    expect(pickFills(["fine", "out"])).toEqual(["ink", "signal"]);
    expect(pickFills(["out", "card"])).toEqual(["ink", "blue"]);
    expect(pickFills(["a", "b", "c", "d", "e", "f", "g"]).slice(4)).toEqual(["blue-hatch", "slate", "slate"]);
  });
});

describe("heat", () => {
  it("gives higher values no paler a step, tells zero, losses and nothing apart, and says where each step ends", () => {
    fc.assert(
      fc.property(fc.array(fc.array(known, { minLength: 1, maxLength: 24 }), { minLength: 1, maxLength: 12 }), (rows) => {
        const { cuts, steps } = prepareHeat(rows);
        const cells = rows.flatMap((row, r) => row.map((value, c) => ({ value, step: steps[r]?.[c] })));
        for (const { value, step } of cells) {
          if (value === null) expect(step).toBeNull();
          else if (value <= 0) expect(step).toBe(value < 0 ? -1 : 0);
          else expect(value).toBeLessThanOrEqual(cuts[(step ?? 0) - (5 - cuts.length) - 1] ?? Number.NaN);
        }
        const positive = cells.flatMap(({ value, step }) => (value !== null && value > 0 ? [{ value, step: step ?? 0 }] : [])).sort((a, b) => a.value - b.value);
        positive.forEach(({ step }, at) => expect(at === 0 || step >= (positive[at - 1]?.step ?? 0)).toBe(true));
        expect(cuts.at(-1)).toBe(positive.at(-1)?.value);
        expect(positive.length === 0 || positive.at(-1)?.step === 5).toBe(true);
      }),
      { numRuns },
    );
  });
});
