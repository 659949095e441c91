import { type ActionFunctionArgs, data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { createRemixStub } from "@remix-run/testing";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { ChartNote } from "#server/contracts/annotations.ts";
import { AnnotationsBar } from "./annotations-bar.tsx";

const PERIOD = { from: "2026-04-01", to: "2026-04-30" };
const FAIR: ChartNote = { id: "01900000-0000-7000-8000-000000000001", day: "2026-04-11", text: "A fair", kind: "note", author: "Mona", mayChange: true };
const THEIRS: ChartNote = { id: "01900000-0000-7000-8000-000000000002", day: "2026-04-12", text: "محمد 🎷", kind: "note", author: "Sam", mayChange: false };
const RULE: ChartNote = { id: "2026-04-18", day: "2026-04-18", text: "Record Store Day", kind: "record-store-day", author: null, mayChange: false };

function Page() {
  const notes = useLoaderData<ChartNote[]>();
  return <AnnotationsBar notes={notes} period={PERIOD} />;
}

/** A page whose loader reads a small store, and the address of notes that writes to it. */
function open(...notes: ChartNote[]) {
  const store = notes.map((note) => ({ ...note }));
  const sent: Record<string, FormDataEntryValue>[] = [];
  async function action({ request }: ActionFunctionArgs) {
    const entered = Object.fromEntries(await request.formData());
    sent.push(entered);
    const { intent, id, day, text } = entered as Record<string, string>;
    if (intent === "remove") {
      const [gone] = store.splice(store.findIndex((note) => note.id === id), 1);
      return { done: "removed", day: gone?.day, text: gone?.text };
    }
    if (!text?.trim()) return data({ done: null, sentence: "The note was not added.", fields: { text: "Say what happened." }, day, text }, { status: 400 });
    if (intent === "add") store.push({ id: `new-${store.length}`, day: day ?? "", text, kind: "note", author: "Mona", mayChange: true });
    else Object.assign(store.find((note) => note.id === id) ?? {}, { day, text });
    return { done: intent === "add" ? "added" : "edited" };
  }
  const Stub = createRemixStub([
    { path: "/", Component: Page, loader: () => [...store].sort((a, b) => a.day.localeCompare(b.day)) },
    { path: "/annotations", action },
  ]);
  render(<Stub initialEntries={["/"]} />);
  return sent;
}

const lines = () => screen.queryAllByRole("listitem").map((line) => (line.querySelector("time")?.textContent ?? "") + ": " + (line.querySelector(".note-text")?.textContent ?? ""));

afterEach(cleanup);

test("shows the notes with the newest first; only one's own can be changed", async () => {
  open(FAIR, THEIRS, RULE);
  await screen.findByRole("region", { name: "Notes on days" });
  expect(lines()).toEqual(["Sat 18 Apr: Record Store Day known by rule", "Sun 12 Apr: محمد 🎷 Sam", "Sat 11 Apr: A fair Mona"]);
  expect(screen.getAllByText(/^Change/)).toHaveLength(1);
});

test("adds a note without leaving the page, and says beside the field what is wrong", async () => {
  const sent = open();
  await screen.findByRole("region", { name: "Notes on days" });
  const field = screen.getByLabelText("What happened");
  const form = field.closest("form") as HTMLFormElement;
  expect(within(form).getByLabelText<HTMLInputElement>("Day").value).toBe("2026-04-30");
  fireEvent.change(field, { target: { value: "  " } });
  fireEvent.submit(form);
  expect((await screen.findByRole("alert")).textContent).toBe("Say what happened.");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  fireEvent.change(field, { target: { value: "Doors at nine" } });
  fireEvent.submit(form);
  await waitFor(() => expect(lines()).toEqual(["Thu 30 Apr: Doors at nine Mona"]));
  expect(screen.queryByRole("alert")).toBeNull();
  // Only a form without a script says where to go back to.
  expect(sent).toEqual([
    { intent: "add", day: "2026-04-30", text: "  " },
    { intent: "add", day: "2026-04-30", text: "Doors at nine" },
  ]);
});

test("changes a note in its place and closes the fold", async () => {
  open(FAIR);
  const field = await screen.findByDisplayValue("A fair");
  const fold = field.closest("details") as HTMLDetailsElement;
  fold.open = true;
  fireEvent.change(field, { target: { value: "Two fairs" } });
  fireEvent.submit(field.closest("form") as HTMLFormElement);
  await waitFor(() => expect(lines()).toEqual(["Sat 11 Apr: Two fairs Mona"]));
  await waitFor(() => expect((screen.getByDisplayValue("Two fairs").closest("details") as HTMLDetailsElement).open).toBe(false));
});

test("removes a note and takes the removal back", async () => {
  open(FAIR, THEIRS);
  fireEvent.submit((await screen.findByText("Remove the note")).closest("form") as HTMLFormElement);
  await waitFor(() => expect(lines()).toEqual(["Sun 12 Apr: محمد 🎷 Sam"]));
  expect(screen.getByRole("status").textContent).toContain("Removed “A fair” from Sat 11 Apr.");
  fireEvent.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(lines()).toContain("Sat 11 Apr: A fair Mona"));
  await waitFor(() => expect(screen.getByRole("status").textContent).toBe(""));
});
