import { createRemixStub } from "@remix-run/testing";
import { act, cleanup, render, screen, waitFor, within } from "@testing-library/react";
import superjson from "superjson";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FeedEntry, Shop } from "#app/lib/api-types.ts";
import { FeedBlock } from "./feed.tsx";
import { addEntry, MOST_ENTRIES } from "./use-feed.ts";

/** The browser's end of a stream of events, which jsdom does not have. */
class StandInEventSource extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  static opened: StandInEventSource[] = [];
  readonly CLOSED = StandInEventSource.CLOSED;
  readyState = StandInEventSource.CONNECTING;
  constructor(readonly url: string) {
    super();
    StandInEventSource.opened.push(this);
  }
  close() {
    this.readyState = StandInEventSource.CLOSED;
  }
  connect() {
    this.readyState = StandInEventSource.OPEN;
    this.dispatchEvent(new Event("open"));
    this.dispatchEvent(new MessageEvent("connected", { data: "{}" }));
  }
  send(entry: FeedEntry) {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(superjson.serialize(entry)), lastEventId: entry.id }));
  }
  refuse() {
    this.readyState = StandInEventSource.CLOSED;
    this.dispatchEvent(new Event("error"));
  }
  lose() {
    this.readyState = StandInEventSource.CONNECTING;
    this.dispatchEvent(new Event("error"));
  }
}

const shop: Shop = { name: "Shop", currency: "EUR", timeZone: "Europe/Berlin", dataOrigin: "seeded", isEmpty: false, firstOrderDay: null, lastOrderDay: null };
const NOW = new Date("2026-11-22T12:00:00Z");

const entryAt = (minute: number, title: string): FeedEntry => ({
  id: `019f0000-0000-7000-8000-0000000000${String(minute).padStart(2, "0")}`,
  at: new Date(`2026-11-22T11:${String(minute).padStart(2, "0")}:00Z`),
  actorName: "Mara Kessler",
  actorInitials: "MK",
  leadsWithActor: true,
  parts: [
    { kind: "text", text: `changed the price of ${title} to ` },
    { kind: "money", amount: "34.00" },
  ],
  href: null,
});

function open(entries: FeedEntry[]) {
  const Stub = createRemixStub([{ path: "/", Component: () => <FeedBlock result={{ ok: true, data: { entries } }} now={NOW} shop={shop} /> }]);
  render(<Stub initialEntries={["/"]} />);
}

/** Who the server says is signed in. */
let person: { id: string } | null;
const answer = () => Promise.resolve(new Response(JSON.stringify([{ result: { data: superjson.serialize(person) } }]), { headers: { "Content-Type": "application/json" } }));

const rows = () => screen.getAllByRole("listitem").map((item) => item.textContent);

beforeEach(() => {
  StandInEventSource.opened = [];
  person = { id: "someone" };
  // The client keeps the fetch that it meets first, so it is there from the first test on.
  vi.stubGlobal("fetch", answer);
  vi.stubGlobal("EventSource", StandInEventSource);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test("an entry that arrives stands on top, once, in the shop's time and money", async () => {
  const known = [entryAt(20, "Karma"), entryAt(10, "Go")];
  open(known);
  await waitFor(() => expect(StandInEventSource.opened).toHaveLength(1));
  const [source] = StandInEventSource.opened;
  expect(decodeURIComponent(source?.url ?? "")).toContain(entryAt(20, "").id);
  act(() => source?.connect());
  await screen.findByText("live");
  act(() => source?.send(entryAt(30, "Saxophone Colossus")));
  await waitFor(() => expect(rows()[0]).toBe("12:30Mara Kessler changed the price of Saxophone Colossus to €34.00"));
  act(() => source?.send(entryAt(30, "Saxophone Colossus")));
  expect(rows()).toHaveLength(3);
  expect(within(screen.getAllByRole("listitem")[0] as HTMLElement).getByText("12:30").getAttribute("datetime")).toBe("2026-11-22T11:30:00.000Z");
});

test("a lost line is said in words, and so is its return", async () => {
  open([entryAt(10, "Go")]);
  await waitFor(() => expect(StandInEventSource.opened).toHaveLength(1));
  const [source] = StandInEventSource.opened;
  act(() => source?.connect());
  await screen.findByText("live");
  act(() => source?.lose());
  await screen.findByText(/reconnecting/);
  act(() => source?.connect());
  await screen.findByText("live");
  expect(rows()).toHaveLength(1);
});

test("a stream that is refused is opened anew while somebody is signed in, and not after", async () => {
  open([entryAt(10, "Go")]);
  await waitFor(() => expect(StandInEventSource.opened).toHaveLength(1));
  act(() => StandInEventSource.opened[0]?.connect());
  await screen.findByText("live");
  act(() => StandInEventSource.opened[0]?.refuse());
  await screen.findByText(/reconnecting/);
  await waitFor(() => expect(StandInEventSource.opened).toHaveLength(2), { timeout: 9_000 });
  act(() => StandInEventSource.opened[1]?.connect());
  await screen.findByText("live");
  person = null;
  act(() => StandInEventSource.opened[1]?.refuse());
  await screen.findByText(/signed out/, {}, { timeout: 9_000 });
  expect(StandInEventSource.opened).toHaveLength(2);
}, 30_000);

test("a feed that failed says so in its place", async () => {
  const Stub = createRemixStub([{ path: "/", Component: () => <FeedBlock result={{ ok: false, sentence: "The database did not answer." }} now={NOW} shop={shop} /> }]);
  render(<Stub initialEntries={["/"]} />);
  expect((await screen.findByRole("alert")).textContent).toContain("The activity did not load");
  expect(screen.getByRole("heading", { name: "Now" })).toBeTruthy();
});

test("entries are kept in order of time, known ones change nothing, old ones make room", () => {
  const entries = Array.from({ length: MOST_ENTRIES }, (_, at) => entryAt(50 - at, `title ${at}`));
  const late = addEntry(entries, entryAt(45, "again"));
  expect(late).toBe(entries);
  const more = addEntry(entries, entryAt(55, "new"));
  expect(more).toHaveLength(MOST_ENTRIES);
  expect(more[0]?.id).toBe(entryAt(55, "").id);
  expect(more.at(-1)?.id).toBe(entries.at(-2)?.id);
});
