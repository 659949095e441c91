import { createRemixStub } from "@remix-run/testing";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { failWith, openWire } from "../testing/wire.ts";
import { ConversationList } from "./conversation-list.tsx";
import { groupByAge, searchTitles } from "./group-conversations.ts";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const id = (at: number): string => `019f0000-0000-7000-8000-00000000000${at}`;
const entry = (at: number, title: string, updatedAt: Date) => ({ id: id(at), title, updatedAt });

test("conversations stand by the shop's days", () => {
  const now = new Date("2026-11-21T23:30:00Z"); // the 22nd in the shop
  const entries = [entry(1, "a", new Date("2026-11-21T23:05:00Z")), entry(2, "b", new Date("2026-11-21T22:00:00Z")), entry(3, "c", new Date("2026-11-16T12:00:00Z")), entry(4, "d", new Date("2026-11-15T12:00:00Z"))];
  expect(groupByAge(entries, now, "Europe/Berlin").map(({ label, entries: group }) => [label, group.map(({ title }) => title)])).toEqual([
    ["Today", ["a"]],
    ["This week", ["b", "c"]],
    ["Earlier", ["d"]],
  ]);
  expect(searchTitles(entries, " ").length).toBe(4);
  expect(searchTitles([entry(1, "Why Thursday was slow", now), { ...entry(2, "x", now), title: null }], "slow thurs")).toHaveLength(1);
});

/** The list over a small server that keeps its conversations. */
function open(titles: string[], currentId: string | null = null) {
  const kept = titles.map((title, at) => ({ ...entry(at, title, new Date()), archived: false }));
  const calls: string[] = [];
  let fails = false;
  openWire({
    "conversations.list": () => kept.filter(({ archived }) => !archived).map(({ archived: _archived, ...rest }) => rest),
    "conversations.remove": (input: { id: string; archived: boolean }) => {
      calls.push(`${input.archived ? "delete" : "restore"} ${input.id}`);
      if (fails) return failWith("INTERNAL_SERVER_ERROR", "The database is away.");
      kept.filter((known) => known.id === input.id).forEach((known) => (known.archived = input.archived));
      return undefined;
    },
    "conversations.rename": (input: { id: string; title: string }) => {
      kept.filter((known) => known.id === input.id).forEach((known) => (known.title = input.title));
      return undefined;
    },
  });
  const onNew = vi.fn();
  const Stub = createRemixStub([{ path: "*", Component: () => <ConversationList currentId={currentId} timeZone="Europe/Berlin" onNew={onNew} /> }]);
  render(<Stub initialEntries={["/assistant"]} />);
  return { calls, onNew, fail: () => (fails = true) };
}

test("a conversation is renamed in place", async () => {
  open(["Hard bop sold out"]);
  fireEvent.click(await screen.findByRole("button", { name: "Rename Hard bop sold out" }));
  const field = screen.getByLabelText("New title");
  fireEvent.change(field, { target: { value: "Sold out" } });
  fireEvent.submit(field);
  expect((await screen.findByRole("link", { name: "Sold out" })).getAttribute("href")).toBe(`/assistant?c=${id(0)}`);
});

test("a deleted one is gone at once and comes back by undo", async () => {
  const { calls, onNew } = open(["One", "Two"], id(0));
  fireEvent.click(await screen.findByRole("button", { name: "Delete One" }));
  await waitFor(() => expect(screen.queryByRole("link", { name: "One" })).toBeNull());
  expect(onNew).toHaveBeenCalledOnce();
  fireEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(await screen.findByRole("link", { name: "One" })).toBeTruthy();
  expect(calls).toEqual([`delete ${id(0)}`, `restore ${id(0)}`]);
});

test("what could not be deleted says so and stays", async () => {
  const { fail } = open(["One"]);
  fail();
  fireEvent.click(await screen.findByRole("button", { name: "Delete One" }));
  expect(await screen.findByText(/Deleting did not work. The database is away./)).toBeTruthy();
  expect(screen.getByRole("link", { name: "One" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
});

test("many are found by their words", async () => {
  open(["One", "Two", "Three", "Four", "Five", "Six"]);
  fireEvent.change(await screen.findByRole("searchbox"), { target: { value: "thr" } });
  expect(screen.getAllByRole("link").map((link) => link.textContent)).toEqual(["New question", "Three"]);
  fireEvent.change(screen.getByRole("searchbox"), { target: { value: "seven" } });
  expect(screen.getByText("No title holds “seven”.")).toBeTruthy();
});
