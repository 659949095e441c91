import { createRemixStub } from "@remix-run/testing";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { AnswerBlock as Block } from "#agents/contracts/blocks.ts";
import { blockAsText } from "../copy-answer.ts";
import { daysBlock, genreBlock } from "../testing/blocks.ts";
import { AnswerBlock } from "./answer-block.tsx";
import { formatCell } from "./format-cell.ts";

afterEach(cleanup);

function show(block: Block): HTMLElement {
  const Stub = createRemixStub([{ path: "/", Component: () => <AnswerBlock block={block} timeZone="Europe/Berlin" id="b" /> }]);
  return render(<Stub initialEntries={["/"]} />).container;
}

const cellsOf = (row: HTMLElement): (string | null)[] => [...row.children].map((cell) => cell.textContent);

test("shows period, comparison, figures with their change, and notes", () => {
  const box = show(genreBlock);
  expect(screen.getByRole("group", { name: "Revenue by genre" })).toBeTruthy();
  expect(box.textContent).toContain("Thu 1 Oct to Sat 31 Oct 2026, against the 31 days before");
  expect(screen.getByRole("link", { name: /^€31,182\.82 ?, show the rows$/ }).getAttribute("href")).toBe("/rows/revenue?p=custom");
  expect(box.textContent).toContain("+23.0\u00a0% from €25,345.50");
  expect(box.textContent).toContain("of 20");
  expect(box.textContent).toContain("Cancelled orders are left out.");
});

test("draws kinds as lying bars with the comparison as a thin mark, and has a table of all columns", () => {
  const box = show(genreBlock);
  const chart = screen.getByRole("table", { name: "Revenue by genre" });
  expect(within(chart).getAllByRole("row").slice(1).map(cellsOf)).toEqual([
    ["Hard bop", "", "4,635"],
    ["Cool", "", "2,206"],
  ]);
  expect(box.querySelectorAll("line.tick")).toHaveLength(1);
  fireEvent.click(screen.getByRole("button", { name: "Table of Revenue by genre" }));
  const rows = within(screen.getByRole("table")).getAllByRole("row");
  expect(rows.map((row) => [...row.children].map((cell) => cell.firstChild?.textContent ?? ""))).toEqual([
    ["Genre", "Copies", "Share", "Revenue €", "Before €"],
    ["1", "140", "14.9\u00a0%", "4,635.20", "3,900.00"],
    ["2", "60", "7.1\u00a0%", "2,206.00", "–"],
  ]);
  expect(within(rows[1] as HTMLElement).getByRole("link", { name: "Hard bop" }).getAttribute("href")).toBe("/rows/revenue?genre=1");
  // The second line of a row on a phone says the columns that stand nowhere else.
  expect(box.querySelector(".meta")?.textContent).toBe("Copies 140 · Share 14.9\u00a0% · Before €3,900.00");
  expect(box.textContent).toContain("2 of 19 are listed here.");
});

test("draws what has an order as bars over time whose bars lead to their rows", () => {
  show(daysBlock);
  const chart = screen.getByRole("group", { name: /Revenue by day, 1 to 12 October/ });
  const bars = within(chart).getAllByRole("link");
  expect(bars).toHaveLength(12);
  expect(bars[11]?.getAttribute("aria-label")).toBe("12 Oct: €1,200.50. Show the rows");
  expect(bars[0]?.getAttribute("href")).toBe("/rows/revenue?from=2026-10-01");
});

test("bars without a page are read, not followed", () => {
  const { table } = daysBlock;
  show({ ...daysBlock, table: table && { ...table, rows: table.rows.map(({ href: _href, ...row }) => row) } });
  expect(within(screen.getByRole("group", { name: /The table holds every value/ })).getAllByRole("button")).toHaveLength(12);
});

test("folds what is beyond ten rows, and leaves out days that say the same twice", () => {
  show({ ...daysBlock, chart: null });
  expect(screen.getAllByRole("row")).toHaveLength(11);
  expect(screen.getAllByRole("columnheader").map((head) => head.textContent)).toEqual(["Day", "Revenue €"]);
  fireEvent.click(screen.getByRole("button", { name: "All 12 rows" }));
  expect(screen.getAllByRole("row")).toHaveLength(13);
  fireEvent.click(screen.getByRole("button", { name: "The first 10 only" }));
  expect(screen.getAllByRole("row")).toHaveLength(11);
});

test("a block without rows says so, and one with nothing to draw has no chart", () => {
  const { table } = genreBlock;
  expect(show({ ...genreBlock, figures: [], table: table && { ...table, rows: [], total: 0 } }).textContent).toContain("No rows fit.");
  expect(screen.queryByRole("button", { name: /^Chart/ })).toBeNull();
});

test("values look as they do on the pages", () => {
  const format = { currency: "USD", timeZone: "Europe/Berlin" };
  expect(formatCell("393155.27", "money", format)).toBe("$393,155.27");
  expect(formatCell(14981, "number", format)).toBe("14981");
  expect(formatCell("14981", "count", format)).toBe("14,981");
  expect(formatCell("4.0312", "rating", format)).toBe("4.0");
  expect(formatCell("0.0707", "percent", format)).toBe("7.1\u00a0%");
  expect(formatCell(1, "days", format)).toBe("1 day");
  expect(formatCell("2026-11-14", "day", format)).toBe("14 Nov 2026");
  expect(formatCell("2026-11-14T23:30:00Z", "time", format)).toBe("15 Nov 2026, 00:30");
  expect(formatCell(null, "money", format)).toBe("–");
});

test("copies as text with tab-separated rows, and a cell cannot be a formula", () => {
  const text = blockAsText({ ...genreBlock, notes: [], figures: genreBlock.figures.slice(0, 1), table: { columns: [{ key: "a", label: "Name", unit: "text" }, { key: "b", label: "Sum", unit: "money" }], rows: [{ a: "=cmd()\tx", b: "-5.00" }, { a: "@x", b: null }], total: 2 } });
  expect(text).toBe("Revenue by genre, Thu 1 Oct to Sat 31 Oct 2026\nRevenue\t31182.82 EUR\nName\tSum (EUR)\n'=cmd() x\t-5.00\n'@x\t");
});
