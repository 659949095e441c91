import { createRemixStub } from "@remix-run/testing";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Citation, PassagesData } from "#agents/contracts/citations.ts";
import { failWith, openWire, type SentQuestion } from "#app/components/agent/testing/wire.ts";
import { AskPage } from "./ask-page.tsx";
import type { DocumentToRead } from "./shown-document.ts";

const CONVERSATION = "01a20000-0000-7000-8000-0000000000c1";
const DOCUMENT = "01a20000-0000-7000-8000-0000000000d1";
const PASSAGE = "01a20000-0000-7000-8000-0000000000aa";

const citation = (quote: string, startOffset: number, more: Partial<Citation> = {}): Citation => ({
  number: 1, passageId: PASSAGE, documentId: DOCUMENT, title: "Returns", version: 1, headings: ["Returns", "Opened records"], page: null, quote, startOffset, endOffset: startOffset + quote.length, reviewedOn: "2026-09-03", updatedAt: "2026-09-03T00:00:00Z", ...more,
});
const FIRST = citation("Records come back within 30 days.", 10);
const SECOND = citation("The money goes back the way it came.", 90);
const PASSAGES: PassagesData = { citations: [FIRST, SECOND], marks: [{ number: 1, citation: 0 }, { number: 1, citation: 1 }], uncited: [], declined: false, nearest: [] };

const answerWith = (data: PassagesData | null, outcome = "completed", text = "Thirty days [1]. The money goes back [1].") => [
  { id: "01a20000-0000-7000-8000-0000000000f1", role: "user", parts: [{ type: "text", text: "How long?" }] },
  { id: "01a20000-0000-7000-8000-0000000000f2", role: "assistant", parts: [{ type: "text", text }, ...(data ? [{ type: "data-passages", data }] : [])], metadata: { runId: "01a20000-0000-7000-8000-0000000000e1", model: "m", offline: true, outcome } },
];

const shown = (more: Partial<DocumentToRead> = {}): DocumentToRead => ({
  id: DOCUMENT, title: "Returns", kind: "markdown", status: "indexed", failure: null, version: 1, textVersion: 1, owner: null, reviewedOn: null, reviewDueOn: null, isStale: false, isFileOfText: true, hasText: true,
  drawn: { nodes: [{ tag: "p", children: [{ tag: "mark", span: 0, first: true, children: ["Records come back within 30 days."] }] }, { tag: "p", children: [{ tag: "mark", span: 1, first: true, children: ["The money goes back."] }] }], isPart: false },
  marks: [{ number: 1, place: 1 }, { number: 1, place: 2 }], places: [{ number: 1, start: 10, end: 43, isThere: true, page: null }, { number: 1, start: 90, end: 126, isThere: true, page: null }],
  current: 1, isLost: false, citedVersion: 1, conversationId: CONVERSATION, page: null, pageCount: null, pageSpans: [], ...more,
});
/** The second place of the same document. */
const shownSecond = () => shown({ current: 2, marks: [{ number: 1, place: 2 }, { number: 1, place: 1 }], drawn: { nodes: [{ tag: "p", children: [{ tag: "mark", span: 1, first: true, children: ["Records come back within 30 days."] }] }, { tag: "p", children: [{ tag: "mark", span: 0, first: true, children: ["The money goes back."] }] }], isPart: false } });

let answerDocument: (address: URL) => Response | Promise<Response>;
let messages: unknown[];

function open(id = CONVERSATION) {
  const Stub = createRemixStub([
    { path: "*", Component: () => <AskPage asked={{ agent: "librarian", askable: { ready: 16, waiting: 0 }, mayBring: false }} firstText="" conversationId={id} personId={`p-${id}`} timeZone="Europe/Berlin" today="2026-11-23" starters={[]} /> },
  ]);
  return render(<Stub initialEntries={["/knowledge"]} />);
}

let scrolled: number;
let questions: SentQuestion[];
beforeEach(() => {
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => setTimeout(run, 1));
  vi.stubGlobal("cancelAnimationFrame", (timer: ReturnType<typeof setTimeout>) => clearTimeout(timer));
  ({ questions } = openWire({
    "conversations.list": () => [],
    "conversations.read": ({ id }: { id: string }) => (id.endsWith("c9") ? failWith("NOT_FOUND", "Gone.") : { id, title: "How long?", messages }),
    "knowledgeQueues.given": () => [],
    "assistant.status": () => ({ offline: true, provider: "offline", model: "m", notice: null }),
  }));
  const wire = fetch;
  vi.stubGlobal("fetch", (address: string | URL | Request, init?: RequestInit) => {
    const url = new URL(address instanceof Request ? address.url : String(address), "http://localhost");
    return url.pathname.endsWith(".json") ? Promise.resolve(answerDocument(url)) : wire(address, init);
  });
  vi.stubGlobal("matchMedia", (query: string) => ({ matches: query.includes("min-width") || query === "(hover: hover)", addEventListener: () => undefined, removeEventListener: () => undefined }));
  scrolled = 0;
  Element.prototype.scrollTo = () => void (scrolled += 1);
  messages = answerWith(PASSAGES);
  answerDocument = ({ searchParams }) => Response.json(searchParams.get("n") === "2" ? shownSecond() : shown());
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const chips = () => screen.getAllByRole("link", { name: /^Source 1: Returns, Opened records/ });
const column = () => screen.getByRole("complementary", { name: "The cited document" });

test("a chip opens the document beside the answer and takes the focus there; Escape gives it back; the open place is named", async () => {
  open();
  const chip = (await screen.findAllByRole("link", { name: /^Source 1: Returns, Opened/ }))[0] as HTMLElement;
  fireEvent.click(chip);
  await within(await screen.findByRole("complementary", { name: "The cited document" })).findByText("Records come back within 30 days.");
  await waitFor(() => expect(document.activeElement?.id).toBe("place-1"));
  expect(screen.getAllByRole("status").map((status) => status.textContent)).toContain("Returns opened at the passage.");
  expect([chips()[0]?.getAttribute("aria-current"), chips()[1]?.getAttribute("aria-current")]).toEqual(["true", null]);
  expect(screen.getByRole("region", { name: "Sources" }).querySelector("li")?.getAttribute("aria-current")).toBe("true");
  fireEvent.keyDown(document.body, { key: "Escape" });
  expect(screen.queryByRole("complementary", { name: "The cited document" })).toBeNull();
  expect(document.activeElement).toBe(chip);
});

test("what a chip is described by is its quote and its age, and nothing else", async () => {
  open();
  await screen.findAllByRole("link", { name: /^Source 1: Returns, Opened/ });
  const words = (chips()[0]?.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent);
  expect(words).toEqual(["Records come back within 30 days.", "reviewed 3 months ago"]);
});

test("two quotes of one number are two places, and the next passage comes without leaving the answer", async () => {
  open();
  await screen.findAllByRole("link", { name: /^Source 1: Returns, Opened/ });
  const hrefs = chips().map((chip) => chip.getAttribute("href") ?? "");
  expect(hrefs.map((href) => new URL(href, "http://x").searchParams.get("n"))).toEqual(["1", "2"]);
  expect(hrefs.map((href) => new URL(href, "http://x").searchParams.get("at")?.split("_").length)).toEqual([2, 2]);
  fireEvent.click(chips()[0] as HTMLElement);
  fireEvent.click(await screen.findByRole("link", { name: "Next passage" }));
  await waitFor(() => expect(column().textContent).toContain("Passage 2 of 2"));
  expect(screen.getByRole("heading", { name: "How long?" })).toBeTruthy();
  expect([...column().querySelectorAll("[id^=place-]")].map(({ id }) => id)).toEqual(["place-1", "place-2"]);
  expect(column().querySelector("mark.here")?.id).toBe("place-2");
  // At the end the step stays, and leads nowhere else.
  const end = screen.getByRole("link", { name: "Next passage" });
  expect(end.getAttribute("aria-disabled")).toBe("true");
});

test("the same chip pressed again shows its place again", async () => {
  open();
  await screen.findAllByRole("link", { name: /^Source 1: Returns, Opened/ });
  fireEvent.click(chips()[0] as HTMLElement);
  await waitFor(() => expect(document.activeElement?.id).toBe("place-1"));
  const before = scrolled;
  (chips()[1] as HTMLElement).focus();
  fireEvent.click(chips()[0] as HTMLElement);
  await waitFor(() => expect(document.activeElement?.id).toBe("place-1"));
  expect(scrolled).toBeGreaterThan(before);
});

test("a document that was removed since is told in the column, and its words are not said; the conversation stays", async () => {
  answerDocument = () => Response.json({ sentence: "There is no such document, or it was removed." }, { status: 404 });
  open();
  await screen.findAllByRole("link", { name: /^Source 1: Returns, Opened/ });
  fireEvent.click(chips()[0] as HTMLElement);
  await waitFor(() => expect(column().textContent).toContain("it was removed."));
  expect(column().textContent).not.toContain("Records come back within 30 days.");
  expect(screen.getByRole("heading", { name: "How long?" })).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: /Close the document/ }));
  expect(document.activeElement).toBe(chips()[0]);
});

test("a lost connection is told in the column and tried again there", async () => {
  answerDocument = () => Promise.reject(new TypeError("Failed to fetch"));
  open();
  await screen.findAllByRole("link", { name: /^Source 1: Returns, Opened/ });
  fireEvent.click(chips()[0] as HTMLElement);
  const again = await screen.findByRole("button", { name: "Try again" });
  answerDocument = () => Response.json(shown());
  fireEvent.click(again);
  expect(await within(column()).findByText("Records come back within 30 days.")).toBeTruthy();
});

test("a text that does not say it any more marks nothing and does not print what was quoted", async () => {
  answerDocument = () => Response.json(shown({ textVersion: 2, version: 2, isLost: true, marks: [], drawn: { nodes: [{ tag: "p", children: ["Records come back within 60 days."] }], isPart: false } }));
  open();
  await screen.findAllByRole("link", { name: /^Source 1: Returns, Opened/ });
  fireEvent.click(chips()[0] as HTMLElement);
  expect(await screen.findByText("The answer quoted version 1. Version 2 does not say this any more.")).toBeTruthy();
  expect(column().textContent).not.toContain("Records come back within 30 days.");
  expect(column().querySelector("mark")).toBeNull();
});

test("another conversation begins without the document of the one before", async () => {
  const { unmount } = open();
  await screen.findAllByRole("link", { name: /^Source 1: Returns, Opened/ });
  fireEvent.click(chips()[0] as HTMLElement);
  await screen.findByRole("complementary", { name: "The cited document" });
  unmount();
  open("01a20000-0000-7000-8000-0000000000c2");
  await screen.findAllByRole("link", { name: /^Source 1: Returns, Opened/ });
  expect(screen.queryByRole("complementary", { name: "The cited document" })).toBeNull();
});

test("a stopped answer is not judged, and its numbers wait for what they stand on", async () => {
  messages = answerWith(null, "stopped");
  open("01a20000-0000-7000-8000-0000000000c3");
  expect(await screen.findByText("Its sources are on their way.")).toBeTruthy();
  expect(screen.queryByText("Did this answer it?")).toBeNull();
  cleanup();
  messages = answerWith(PASSAGES, "stopped");
  open("01a20000-0000-7000-8000-0000000000c4");
  expect(await screen.findAllByRole("link", { name: /^Source 1: Returns, Opened/ })).toHaveLength(2);
  expect(screen.queryByText("Did this answer it?")).toBeNull();
});

test("an answer that was stopped gets its sources from where it is kept", async () => {
  messages = [];
  open("01a20000-0000-7000-8000-0000000000c6");
  const field = await screen.findByRole("textbox", { name: "Your question" });
  await waitFor(() => expect(document.querySelector(".skel")).toBeNull());
  fireEvent.change(field, { target: { value: "How long?" } });
  fireEvent.keyDown(field, { key: "Enter" });
  await waitFor(() => expect(questions).toHaveLength(1));
  act(() => questions[0]?.send({ type: "start", messageId: "01a20000-0000-7000-8000-0000000000f2" }, { type: "text-start", id: "t" }, { type: "text-delta", id: "t", delta: "Thirty days [1]. The money goes back [1]." }));
  await screen.findAllByText("1", { selector: ".cite.wait" });
  messages = answerWith(PASSAGES, "stopped");
  fireEvent.click(screen.getByRole("button", { name: "Stop" }));
  expect(await screen.findByText("Its sources are on their way.")).toBeTruthy();
  expect(await screen.findAllByRole("link", { name: /^Source 1: Returns, Opened/ }, { timeout: 3_000 })).toHaveLength(2);
  expect(screen.queryByText("Its sources are on their way.")).toBeNull();
});

test("documents that disagree are told with both values, and which one the answer follows", async () => {
  const place = (of: Citation) => ({ passageId: of.passageId, documentId: of.documentId, version: of.version, headings: of.headings, page: of.page, quote: of.quote, startOffset: of.startOffset, endOffset: of.endOffset });
  const other = citation("Records come back within 14 days.", 40, { documentId: "01a20000-0000-7000-8000-0000000000d2", title: "Online shop" });
  messages = answerWith({ ...PASSAGES, clashes: [{ subject: "the days", one: { words: "30 days", title: "Returns", reviewedOn: "2026-09-03", number: 1, place: place(FIRST) }, other: { words: "14 days", title: "Online shop", reviewedOn: "2025-01-20", number: null, place: place(other) } }] });
  open("01a20000-0000-7000-8000-0000000000c5");
  const clash = await screen.findByRole("region", { name: "Two documents disagree about the days" });
  expect(clash.textContent).toContain("30 days");
  expect(clash.textContent).toContain("Online shop, Opened records, reviewed 20 Jan 2025");
  expect(clash.textContent).toContain("This answer follows the one that was reviewed later.");
  const asked = vi.fn<(address: URL) => Response>(() => Response.json(shown()));
  answerDocument = asked;
  act(() => fireEvent.click(within(clash).getByRole("link", { name: "Online shop" })) as unknown as void);
  await waitFor(() => expect(asked.mock.calls[0]?.[0].pathname).toBe("/knowledge/documents/01a20000-0000-7000-8000-0000000000d2.json"));
});
