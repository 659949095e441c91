import { useLocation } from "@remix-run/react";
import { createRemixStub } from "@remix-run/testing";
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, describe, expect, test, vi } from "vitest";
import { AnalyticsBlockSkeleton } from "./analytics-block-skeleton.tsx";
import { AnalyticsBlock, AnalyticsBlockError } from "./analytics-block.tsx";
import { daysBlock, EMOJI_NAME, GALLERY, heatBlock, linesBlock, LONG_NAME, namesBlock, partsBlock, RTL_NAME } from "./testing/blocks.ts";
import type { ShownBlock } from "./types.ts";

// Long tables take jsdom its time.
vi.setConfig({ testTimeout: 30_000 });

afterEach(() => {
  document.body.replaceChildren();
  cleanup();
  vi.restoreAllMocks();
});

function Place() {
  const { pathname, search } = useLocation();
  return <output>{pathname + search}</output>;
}

function page(block: ShownBlock) {
  return createRemixStub([
    {
      path: "*",
      Component: () => (
        <>
          <Place />
          <AnalyticsBlock block={block} />
        </>
      ),
    },
  ]);
}

function show(block: ShownBlock, address = "/"): HTMLElement {
  const Stub = page(block);
  return render(<Stub initialEntries={[address]} />).container;
}

const whereAmI = (): string | null => screen.getByRole("status", { hidden: true }).textContent;

describe("any block", () => {
  test.each(Object.entries(GALLERY))("with %s draws without a broken number, and its table says every name and value", (name, block) => {
    const chart = show(block);
    expect(chart.innerHTML).not.toMatch(/NaN|undefined|Infinity/);
    expect(screen.getByRole("heading", { level: 2 }).textContent).toContain(block.title);
    if (name === "no rows" || name === "all zero") expect(chart.textContent).toContain(block.whenEmpty);
    cleanup();
    const table = show(block, "/?b2=table");
    expect(table.innerHTML).not.toMatch(/NaN|undefined|Infinity/);
    if (block.rows.length === 0) return;
    expect(table.querySelectorAll("table tbody tr")).toHaveLength(block.rows.length);
    const texts = new Set([...table.querySelectorAll("tbody td")].map((cell) => cell.querySelector("bdi")?.textContent ?? cell.firstChild?.textContent));
    for (const { cells } of block.rows) if (typeof cells["name"] === "string") expect(texts).toContain(cells["name"]);
  });

  test.each(["a month", "losses and gaps", "thirty lines", "names", "parts", "cohorts"])("with %s wakes up in the browser as the server drew it", async (name) => {
    const block = GALLERY[name];
    if (!block) throw new Error(`No block ${name}`);
    // What React says of its own hooks on a server is not about the page.
    const complaint = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const Stub = page(block);
    const box = document.createElement("div");
    box.innerHTML = renderToString(<Stub initialEntries={["/"]} />);
    const drawn = box.querySelector(".block-body")?.innerHTML;
    expect(drawn).toBeTruthy();
    document.body.append(box);
    const root = await act(() => hydrateRoot(box, <Stub initialEntries={["/"]} />));
    expect(box.querySelector(".block-body")?.innerHTML).toBe(drawn);
    expect(complaint.mock.calls.filter(([text]) => /did not match|Hydration failed|during hydration/.test(String(text)))).toEqual([]);
    act(() => root.unmount());
    box.remove();
  });

  test("whose chart would draw nothing says what is in its table, not that there is nothing", () => {
    const columns = [{ key: "title", label: "Title", unit: "text" }, { key: "copies", label: "Copies", unit: "count" }, { key: "cost", label: "At cost", unit: "money" }] as const;
    const block = namesBlock([], { columns, rows: [{ key: "a", cells: { title: "Unknown cost", copies: 7, cost: null } }], total: 1, chart: { kind: "bars", label: "title", value: "cost" } });
    const box = show(block);
    expect(box.textContent).not.toContain(block.whenEmpty);
    expect(within(screen.getByRole("table")).getByText("7")).toBeTruthy();
    cleanup();
    expect(show({ ...block, rows: [{ key: "a", cells: { title: "Gone", copies: 0, cost: "0.00" } }] }).textContent).toContain(block.whenEmpty);
  });

  test("whose last row is all others leaves nothing out, and draws the named ones on their own scale", () => {
    const block = namesBlock([["Cool", 10, null], ["Bop", 5, null]], { total: 40 });
    const others = { ...block, rows: [...block.rows, { key: "others", cells: { ...block.rows[0]?.cells, name: "All others (38)", revenue: "1000.00" } }] };
    const valueOf = (of: typeof block) => [...show(of).querySelectorAll("rect.c-now")].map((bar) => bar.getAttribute("width"));
    const alone = valueOf(block);
    cleanup();
    expect(valueOf(others)).toEqual(alone);
    expect(document.body.textContent).not.toContain("more");
    cleanup();
    expect(show(others, "/?b2=table").textContent).not.toContain("are shown");
  });

  test("says its definition and formula, its notes, and how much of the whole is shown", () => {
    const box = show(namesBlock([["Cool", 10, null]], { total: 40, notes: ["Walk-ins are left out."], time: "now" }), "/?b2=table");
    expect(screen.getByRole("button", { name: /^Revenue by genre ?: what is this\?$/ })).toBeTruthy();
    expect(screen.getByRole("region", { name: "Revenue by genre" })).toBeTruthy();
    const tip = box.querySelector("#def-b2")?.textContent;
    expect(tip).toContain("What was paid for records. It is the state now");
    expect(tip).toContain("sum(line price)");
    expect(box.textContent).toContain("Walk-ins are left out.");
    expect(box.textContent).toContain("1 of 40 are shown.");
    expect(screen.getByRole("link", { name: "CSV of Revenue by genre" }).getAttribute("href")).toBe("/analytics/sales.csv?block=block");
  });

  test("changes its choice in the address and keeps everything else that stands there", () => {
    const choices = [{ value: "revenue", label: "Revenue" }, { value: "units", label: "Copies" }];
    show(daysBlock([1, 2], { choices, by: "units" }), "/analytics/sales?p=90&b2=table&b2-by=units&b3-by=orders");
    const group = screen.getByRole("group", { name: "Revenue by day: look at" });
    expect(within(group).getByRole("link", { name: "Copies" }).getAttribute("aria-current")).toBe("true");
    fireEvent.click(within(group).getByRole("link", { name: "Revenue" }));
    expect(whereAmI()).toBe("/analytics/sales?p=90&b2=table&b3-by=orders");
    fireEvent.click(within(group).getByRole("link", { name: "Copies" }));
    expect(whereAmI()).toBe("/analytics/sales?p=90&b2=table&b3-by=orders&b2-by=units");
  });

  test("without a chart is a table with its file", () => {
    show(namesBlock([["Cool", 10, null]], { chart: null }));
    expect(screen.getByRole("table")).toBeTruthy();
    expect(screen.queryByRole("link", { name: /^Chart/ })).toBeNull();
    expect(screen.getByRole("link", { name: /^CSV/ })).toBeTruthy();
  });

  test("keeps its head while it is read and when it could not be", () => {
    const Stub = createRemixStub([{ path: "/", Component: () => <AnalyticsBlockSkeleton head={daysBlock([])} /> }]);
    const { container } = render(<Stub initialEntries={["/"]} />);
    expect(container.querySelector("section")?.getAttribute("aria-busy")).toBe("true");
    expect(screen.getByRole("heading").textContent).toContain("Revenue by day");
    cleanup();
    const Failed = createRemixStub([{ path: "/", Component: () => <AnalyticsBlockError head={daysBlock([])} sentence="The database did not answer." /> }]);
    render(<Failed initialEntries={["/"]} />);
    expect(screen.getByRole("alert").textContent).toContain("Revenue by day did not load");
    expect(screen.getByRole("alert").textContent).toContain("The database did not answer.");
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });
});

describe("bars over time", () => {
  test("are links to their rows; the arrows go from one to the next and each is said", () => {
    const box = show(daysBlock([-40, null, 60]));
    const links = screen.getAllByRole("link", { name: /Show the rows$/ });
    expect(links.map((link) => link.getAttribute("href"))).toEqual(["2026-10-24", "2026-10-25", "2026-10-26"].map((day) => `/rows/lines?from=${day}`));
    expect(links[0]?.getAttribute("aria-label")).toBe("Sat 24 Oct: −€40.00, before €50.00. Show the rows");
    expect(links[1]?.getAttribute("aria-label")).toContain("no value");
    links[2]?.focus();
    fireEvent.keyDown(document.activeElement ?? box, { key: "ArrowLeft" });
    expect(document.activeElement).toBe(links[1]);
    expect(box.querySelector(".readout")?.textContent).toContain("no value");
    fireEvent.keyDown(document.activeElement ?? box, { key: "Home" });
    expect(document.activeElement).toBe(links[0]);
    expect(links.map((link) => link.tabIndex)).toEqual([0, -1, -1]);
  });

  test("go below the drawn zero, which is broken where there is no value", () => {
    const box = show(daysBlock([-40, null, 60]));
    const zero = Number(box.querySelector("line.zero")?.getAttribute("y1")?.replace("%", ""));
    const tops = [...box.querySelectorAll("rect.c-now")].map((bar) => Number(bar.getAttribute("y")?.replace("%", "")));
    expect(tops).toHaveLength(2);
    expect(tops[0]).toBe(zero);
    expect(tops[1]).toBeLessThan(zero);
    expect(box.querySelectorAll("line.gap")).toHaveLength(1);
  });

  test("with notes have numbers over the plot and words under it", () => {
    const box = show(daysBlock([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], { marks: [{ day: "2026-10-26", text: `Fair ${RTL_NAME}` }, { day: "2026-11-01", text: "Prices up" }, { day: "2027-01-01", text: "Another year" }] }));
    expect([...box.querySelectorAll(".flags text")].map((text) => text.textContent)).toEqual(["1", "2"]);
    expect(within(screen.getByRole("list", { name: "Notes on days" })).getAllByRole("listitem").map((item) => item.textContent)).toEqual([`126 Oct Fair ${RTL_NAME}`, "21 Nov Prices up"]);
  });

  test("say in words what is compared, and the highest and lowest", () => {
    show(daysBlock([10, 90, 20]));
    expect(screen.getByRole("group", { name: "Revenue by day, against the 30 days before. Highest: Sun 25 Oct, €90.00. Lowest: Sat 24 Oct, €10.00. The table holds every value." })).toBeTruthy();
  });

  test("of a year are read by one hand, from day to day, and Enter opens the rows", () => {
    const box = show(GALLERY["a year of days"] ?? daysBlock([]));
    expect(screen.queryAllByRole("link", { name: /Show the rows/ })).toHaveLength(0);
    const hand = screen.getByRole("slider");
    expect(hand.getAttribute("aria-valuemax")).toBe("400");
    hand.focus();
    fireEvent.keyDown(hand, { key: "Home" });
    expect(hand.getAttribute("aria-valuetext")).toMatch(/^Sat 24 Oct 2026: €600\.00, before €50\.00\. Enter/);
    fireEvent.keyDown(hand, { key: "ArrowRight" });
    expect(hand.getAttribute("aria-valuetext")).toMatch(/^Sun 25 Oct 2026/);
    expect(box.querySelector(".readout")).not.toBeNull();
    fireEvent.keyDown(hand, { key: "Enter" });
    expect(whereAmI()).toBe("/rows/lines?from=2026-10-25");
  });
});

describe("lines over time", () => {
  test("are read column by column and line by line, and open the rows of the one that is picked", () => {
    show(linesBlock(4, 12));
    const hand = screen.getByRole("slider", { name: /Genres by month, 4 lines/ });
    hand.focus();
    fireEvent.keyDown(hand, { key: "Home" });
    expect(hand.getAttribute("aria-valuetext")).toMatch(/^January 2025: Hard bop, €40\.00/);
    fireEvent.keyDown(hand, { key: "ArrowDown" });
    expect(hand.getAttribute("aria-valuetext")).toContain(`${RTL_NAME}, €30.00`);
    fireEvent.keyDown(hand, { key: "ArrowRight" });
    expect(hand.getAttribute("aria-valuetext")).toMatch(/^February 2025: .*€31\.00/);
    fireEvent.keyDown(hand, { key: "Enter" });
    expect(whereAmI()).toBe("/rows/lines?genre=s1&from=2025-02-01");
  });

  test("keep the picked line in the readout where it has a value, and fall back to the highest where it has none", () => {
    const box = show(linesBlock(30, 12));
    const hand = screen.getByRole("slider");
    hand.focus();
    fireEvent.keyDown(hand, { key: "Home" });
    for (let step = 0; step < 29; step += 1) fireEvent.keyDown(hand, { key: "ArrowDown" });
    expect(hand.getAttribute("aria-valuetext")).toContain("Genre 29, €10.00");
    expect(box.querySelector(".readout .on")?.textContent).toContain("Genre 29");
    expect(box.querySelectorAll(".read-list > span")).toHaveLength(6);
    fireEvent.keyDown(hand, { key: "ArrowRight" });
    fireEvent.keyDown(hand, { key: "ArrowRight" });
    // Line 29 has no value in the third month.
    expect(linesBlock(30, 12).rows[2]?.cells["s29"]).toBeNull();
    expect(hand.getAttribute("aria-valuetext")).toMatch(/^March 2025: Hard bop/);
  });

  test("have names at their ends up to five; the others are slate until they are pointed at", () => {
    const box = show(linesBlock(30, 14));
    expect([...box.querySelectorAll(".line-names li")].map((name) => name.textContent)).toEqual(["Hard bop", RTL_NAME, EMOJI_NAME, LONG_NAME, "Genre 4"]);
    expect(box.querySelectorAll(".lines > .s6")).toHaveLength(25);
    expect(box.textContent).toContain("the 25 others are slate");
  });

  test("with a single point are dots", () => {
    const box = show(linesBlock(3, 1, "rating"));
    expect(box.querySelectorAll(".lines circle")).toHaveLength(3);
    expect(box.querySelectorAll(".lines path")).toHaveLength(0);
  });
});

describe("lying bars", () => {
  test("lead from the name to its page and from the value to its rows", () => {
    show(namesBlock([["Cool", 900, 300], [LONG_NAME, -40, 60]]));
    expect(screen.getByRole("link", { name: "Cool" }).getAttribute("href")).toBe("/albums/1");
    expect(screen.getByRole("link", { name: /^900 ?, show the rows$/ }).getAttribute("href")).toBe("/rows/lines?genre=0");
    const rows = within(screen.getByRole("table")).getAllByRole("row").slice(1);
    expect(within(rows[1] ?? document.body).getByRole("rowheader").getAttribute("title")).toBe(LONG_NAME);
    expect(rows[1]?.textContent).toContain("before €60.00");
  });

  test("draw thirty and say how many more there are", () => {
    const box = show(GALLERY["forty names"] ?? namesBlock([]));
    expect(box.querySelectorAll("tbody tr")).toHaveLength(30);
    expect(box.textContent).toContain("And 382 more, in the table.");
  });
});

test("parts of a whole are a strip and a list with the table's own shares", () => {
  const box = show(partsBlock([["Card", 75], [EMOJI_NAME, 25], ["None", 0]]));
  expect(box.querySelectorAll(".strip-of-parts > rect")).toHaveLength(2);
  const items = within(screen.getByRole("list", { name: "Revenue by genre: Revenue by genre" })).getAllByRole("listitem");
  expect(items.map((item) => item.querySelector("bdi")?.textContent)).toEqual(["Card", EMOJI_NAME, "None"]);
  expect(items[0]?.textContent).toContain("25.0\u00a0%");
});

test("a heat map is a table with heads, a link per cell, and what the colours mean", () => {
  const box = show(heatBlock(8));
  const table = screen.getByRole("table", { name: "Cohorts, as a heat map" });
  expect(within(table).getAllByRole("columnheader")).toHaveLength(9);
  expect(within(table).getAllByRole("rowheader")).toHaveLength(8);
  const first = within(table).getByRole("link", { name: "Cohort 0, 0: 100.0\u00a0%. Show the rows" });
  expect(first.getAttribute("href")).toBe("/rows/customers?cohort=0&active=0");
  expect(first.textContent).toBe("100");
  expect(within(table).getAllByText("no value")).toHaveLength(28);
  expect(screen.getByRole("region", { name: /scrolls sideways/ }).tabIndex).toBe(0);
  expect(box.querySelector(".heat-scale")?.textContent).toMatch(/^Up to.*100\.0\u00a0%$/);
});
