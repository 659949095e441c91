import { createRemixStub } from "@remix-run/testing";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import superjson from "superjson";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FoundShelf } from "#app/lib/api-types.ts";
import { BoxForm } from "./box-form.tsx";

const shelf = (id: string, title: string, rank = 0): FoundShelf => ({
  id, albumId: id, title, artist: "Somebody", catalogueNumber: null, condition: "new", mediaGrade: null, sleeveGrade: null, onHand: 1, reorderPoint: 1, desiredLevel: null, onOrder: 0, location: null, price: null, daysOfStock: null, band: "fine", rank,
});
const BLUE = shelf("a", "Blue Train");
const GIANT = shelf("b", "Giant Steps");
const KNOWN: Record<string, FoundShelf[]> = { "111": [BLUE], "222": [GIANT], steps: [shelf("b", "Giant Steps", 1), shelf("c", "Steps", 1)] };

/** What the wire carries: the finder, slower for the first question than for the next. */
let asked: string[] = [];
beforeEach(() => {
  asked = [];
  sessionStorage.clear();
  vi.stubGlobal("fetch", async (input: RequestInfo | URL) => {
    const url = new URL(input instanceof Request ? input.url : String(input), "http://shop.test");
    const sent = JSON.parse(url.searchParams.get("input") ?? "{}") as Record<string, Parameters<typeof superjson.deserialize>[0]>;
    const texts = Object.values(sent).map((one) => superjson.deserialize<{ text: string }>(one).text);
    asked.push(...texts);
    await new Promise((resolve) => setTimeout(resolve, asked.length === 1 ? 30 : 1));
    if (texts.includes("broken")) throw new TypeError("no line");
    return Response.json(texts.map((text) => ({ result: { data: superjson.serialize(KNOWN[text] ?? []) } })));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

let booked: FormData | null = null;
function open(done: string | null = null) {
  booked = null;
  const Stub = createRemixStub([
    {
      path: "/",
      action: async ({ request }) => {
        booked = await request.formData();
        return null;
      },
      Component: () => <BoxForm first={[]} suppliers={[]} currency="EUR" formKey="key-1" done={done} answer={null} />,
    },
  ]);
  render(<Stub initialEntries={["/"]} />);
}

const scan = (text: string) => {
  const field = screen.getByLabelText<HTMLInputElement>("Title, artist, catalogue number or barcode");
  fireEvent.change(field, { target: { value: text } });
  fireEvent.click(screen.getByRole("button", { name: "Add" }));
};
const copiesOf = (title: string) => screen.findByLabelText<HTMLInputElement>(`Copies of ${title}`);

test("fast scans are all counted, however slowly the first is answered", async () => {
  open();
  for (const code of ["111", "222", "111", "111"]) scan(code);
  await waitFor(async () => expect((await copiesOf("Blue Train")).value).toBe("3"));
  expect((await copiesOf("Giant Steps")).value).toBe("1");
  expect(asked).toEqual(["111", "222", "111", "111"]);
  expect(screen.getByRole("button", { name: "Receive 4 records" })).toBeTruthy();
});

test("several that fit are offered, none that fits may be added, and a lost line says so", async () => {
  open();
  scan("steps");
  fireEvent.click(await screen.findByRole("button", { name: /^Steps/ }));
  expect((await copiesOf("Steps")).value).toBe("1");
  scan("12345678");
  const link = await screen.findByRole("link", { name: "Add it as a new record" });
  expect(link.getAttribute("href")).toBe("/inventory/new?barcode=12345678");
  scan("broken");
  expect(await screen.findByText("broken could not be looked up. Scan it again.")).toBeTruthy();
});

test("Enter in a line goes back to the scanner and books nothing in", async () => {
  open();
  scan("111");
  const quantity = await copiesOf("Blue Train");
  expect(fireEvent.keyDown(quantity, { key: "Enter" })).toBe(false);
  expect(document.activeElement).toBe(screen.getByLabelText("Title, artist, catalogue number or barcode"));
  expect(booked).toBeNull();
});

test("a reload brings the box back with its key, and one that was booked in is over", async () => {
  open();
  scan("111");
  fireEvent.change(await copiesOf("Blue Train"), { target: { value: "14" } });
  fireEvent.change(screen.getByLabelText("Cost €"), { target: { value: "9,80" } });
  cleanup();
  open();
  expect((await copiesOf("Blue Train")).value).toBe("14");
  fireEvent.click(screen.getByRole("button", { name: "Receive 14 records" }));
  await waitFor(() => expect(booked).not.toBeNull());
  expect(Object.fromEntries(booked ?? [])).toMatchObject({ key: "key-1", intent: "receive", shelf: "a", quantity: "14", unitCost: "9,80" });
  cleanup();
  open("key-1");
  expect(screen.getByText(/The box is empty/)).toBeTruthy();
});

test("a line can be stepped, and taken out", async () => {
  open();
  scan("111");
  await copiesOf("Blue Train");
  fireEvent.click(screen.getByRole("button", { name: "One more of Blue Train" }));
  expect((await copiesOf("Blue Train")).value).toBe("2");
  fireEvent.click(screen.getByRole("button", { name: "Take Blue Train out of the box" }));
  expect(screen.getByText(/The box is empty/)).toBeTruthy();
});
