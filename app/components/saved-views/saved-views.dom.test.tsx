import { createRemixStub } from "@remix-run/testing";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, expect, test } from "vitest";
import type { SavedViews as Views } from "#app/lib/api-types.ts";
import { type SavedViewFailure, type SavedViewResult, writeGoneView } from "#server/contracts/saved-views.ts";
import { SavedViews } from "./saved-views.tsx";

afterEach(cleanup);

const view = (name: string, more: Partial<Views[number]> = {}): Views[number] => ({ id: `id of ${name}`, name, search: "p=30", isShared: false, isOwn: true, ownerName: "Mona", ...more });
const VIEWS = [view("Last month"), view("مبيعات 🎷", { search: "p=365", isShared: true }), view("Fairs", { isOwn: false, ownerName: "Bo Buyer", search: "p=7" })];

/** The component on a page, and what its forms send; `answer` is what the server would say. */
function stub(answer: (sent: Record<string, string>) => SavedViewResult | SavedViewFailure, views = VIEWS) {
  const sent: Record<string, string>[] = [];
  const Stub = createRemixStub([
    { path: "/analytics/sales", Component: () => <SavedViews page="sales" views={views} /> },
    {
      path: "/saved-views",
      action: async ({ request }) => {
        const form = Object.fromEntries([...(await request.formData())].map(([key, value]) => [key, typeof value === "string" ? value : value.name]));
        sent.push(form);
        return answer(form);
      },
    },
  ]);
  return { Stub, sent };
}

test("lists own views and colleagues' with their owner, and marks the one that is looked at", () => {
  const { Stub } = stub(() => ({ said: "saved" }));
  render(<Stub initialEntries={["/analytics/sales?p=30"]} />);
  expect(screen.getByRole("list", { name: "Yours" }).querySelectorAll("li")).toHaveLength(2);
  const shared = screen.getByRole("list", { name: "Shared by colleagues" });
  expect(shared.textContent).toContain("Bo Buyer");
  expect(shared.querySelector("form")).toBeNull();
  expect(screen.getByRole("link", { name: "Fairs" }).getAttribute("href")).toBe("/analytics/sales?p=7");
  expect(screen.getByRole("link", { name: "Last month" }).getAttribute("aria-current")).toBe("true");
  expect(screen.getByRole("link", { name: "مبيعات 🎷" }).getAttribute("aria-current")).toBeNull();
});

test("saves what is looked at, without the place in it", async () => {
  const { Stub, sent } = stub(() => ({ said: "saved" }));
  render(<Stub initialEntries={["/analytics/sales?p=90&after=xyz"]} />);
  fireEvent.change(screen.getByLabelText("Save this view as"), { target: { value: "Quarter" } });
  fireEvent.click(screen.getByRole("checkbox"));
  fireEvent.submit(screen.getByRole("form", { name: "Save this view" }));
  expect(await screen.findByText("Saved.")).toBeTruthy();
  expect(sent).toEqual([{ intent: "save", page: "sales", redirectTo: "/analytics/sales?p=90&after=xyz", here: "1", search: "p=90", name: "Quarter", isShared: "1" }]);
});

test("says beside the field that a name is taken, and keeps it", async () => {
  const { Stub } = stub((form) => ({ error: "You have a view called “Last month” here already.", intent: "save", id: null, name: form["name"] ?? "" }));
  render(<Stub initialEntries={["/analytics/sales"]} />);
  const field = screen.getByLabelText<HTMLInputElement>("Save this view as");
  fireEvent.change(field, { target: { value: "Last month" } });
  fireEvent.submit(screen.getByRole("form", { name: "Save this view" }));
  const said = await screen.findByText("You have a view called “Last month” here already.");
  expect(field.getAttribute("aria-describedby")).toBe(said.id);
  expect(field.value).toBe("Last month");
});

test("a deleted view comes back by undo, as it was", async () => {
  const removed = { id: "id of مبيعات 🎷", page: "sales", name: "مبيعات 🎷", search: "p=365", isShared: true };
  const { Stub, sent } = stub((form) => (form["intent"] === "delete" ? { said: "deleted", removed } : { said: "restored" }));
  render(<Stub initialEntries={["/analytics/sales"]} />);
  fireEvent.click(screen.getByRole("button", { name: "Delete مبيعات 🎷", hidden: true }));
  const undo = await screen.findByRole("button", { name: "Undo" });
  expect(screen.queryByRole("link", { name: removed.name })).toBeNull();
  fireEvent.click(undo);
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toMatchObject({ intent: "restore", id: removed.id, name: removed.name, search: "p=365", isShared: "1" });
  expect(await screen.findByText("It is back.")).toBeTruthy();
  expect(screen.getByRole("link", { name: removed.name })).toBeTruthy();
});

test("drawn on the server its forms go there and back, and say what went wrong", () => {
  const { Stub } = stub(() => ({ said: "saved" }), []);
  const html = renderToString(<Stub initialEntries={["/analytics/sales?p=30&view-error=taken&view-name=Fairs"]} />);
  expect(html).toContain("You have a view of that name here already.");
  expect(html).toMatch(/value="Fairs"/);
  expect(html).toMatch(/<form method="post" action="\/saved-views"/);
  expect(html).not.toContain('name="here"');
  expect(renderToString(<Stub initialEntries={["/analytics/sales?view-error=Call+0900"]} />)).not.toMatch(/role="alert"|>[^<]*0900/);
});

test("a deleted view can be taken back without script: the address tells it, and a form holds it", () => {
  const removed = { id: "id of Fairs", page: "sales", name: 'Fairs "2026" <b>', search: "p=7&against=year", isShared: true };
  const { Stub } = stub(() => ({ said: "restored" }), []);
  const box = document.createElement("div");
  box.innerHTML = renderToString(<Stub initialEntries={[`/analytics/sales?${new URLSearchParams({ p: "7", "view-gone": writeGoneView(removed) }).toString()}`]} />);
  expect(box.querySelector("details")?.open).toBe(true);
  expect(box.textContent).toContain('Deleted “Fairs "2026" <b>”.');
  const form = [...box.querySelectorAll("form")].find((one) => one.querySelector("input[value=restore]"));
  expect(form?.getAttribute("action")).toBe("/saved-views");
  expect(Object.fromEntries([...(form?.querySelectorAll("input") ?? [])].map((input) => [input.name, input.value]))).toMatchObject({ intent: "restore", page: "sales", id: removed.id, name: removed.name, search: removed.search, isShared: "1" });
  for (const nonsense of ["", "[]", "{", "[1,2,3,4]", '["a"]']) {
    expect(renderToString(<Stub initialEntries={[`/analytics/sales?${new URLSearchParams({ "view-gone": nonsense }).toString()}`]} />)).not.toContain("Deleted");
  }
});
