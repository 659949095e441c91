import { createRemixStub } from "@remix-run/testing";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Chat } from "./chat.tsx";
import { Conversation, newId } from "./conversation.ts";
import { tellTabs } from "./stream/tell-tabs.ts";
import { answerChunks, RUN_ID } from "./testing/blocks.ts";
import { failWith, openWire, type SentQuestion } from "./testing/wire.ts";

const PROCEDURES = {
  "assistant.status": () => ({ offline: true, provider: "offline", model: "misty-offline", notice: "Built-in offline model: no key is set." }),
  "assistant.suggestions": () => ["How are we doing this month?"],
  "assistant.rate": () => undefined,
};

const onEvidence = vi.fn();

function open(conversation: Conversation, lookingAt: string | null = null) {
  const Stub = createRemixStub([{ path: "*", Component: () => <Chat conversation={conversation} timeZone="Europe/Berlin" lookingAt={lookingAt} welcome={<h2>Ask the shop</h2>} onEvidence={onEvidence} takesFocus /> }]);
  return render(<Stub initialEntries={["/orders?customer=5"]} />);
}

const field = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Your question" });

function ask(text: string) {
  fireEvent.change(field(), { target: { value: text } });
  fireEvent.keyDown(field(), { key: "Enter" });
}

async function sent(questions: readonly SentQuestion[], at: number): Promise<SentQuestion> {
  await waitFor(() => expect(questions.length).toBeGreaterThan(at));
  return questions[at] as SentQuestion;
}

beforeEach(() => {
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => setTimeout(run, 1));
  vi.stubGlobal("cancelAnimationFrame", (timer: ReturnType<typeof setTimeout>) => clearTimeout(timer));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  onEvidence.mockClear();
});

test("an empty conversation says who answers, and a starter asks itself", async () => {
  const { questions } = openWire(PROCEDURES);
  open(new Conversation(newId(), true));
  await screen.findByText("Built-in offline model: no key is set.");
  fireEvent.click(await screen.findByRole("button", { name: "How are we doing this month?" }));
  expect(await screen.findByRole("heading", { level: 2, name: "How are we doing this month?" })).toBeTruthy();
  expect((await sent(questions, 0)).body).toMatchObject({ message: { text: "How are we doing this month?" } });
});

test("shows the look-ups while they run, then the words with marked figures, then what was found", async () => {
  const { questions } = openWire(PROCEDURES);
  const conversation = new Conversation(newId(), true);
  open(conversation, "Orders");
  ask("What was our revenue last month?");
  const question = await sent(questions, 0);
  expect(question.body).toEqual({
    conversationId: conversation.id,
    message: { id: expect.stringMatching(/^[0-9a-f-]{14}7/) as unknown, text: "What was our revenue last month?" },
    page: { path: "/orders", search: "?customer=5" },
  });
  expect(field().value).toBe("");
  const chunks = answerChunks("Revenue was €31,182.82.");
  act(() => question.send(...chunks.slice(0, 4)));
  expect(await screen.findByText("Genres")).toBeTruthy();
  expect(screen.getByText("Looking it up")).toBeTruthy();
  expect(screen.getByRole("article").getAttribute("aria-busy")).toBe("true");
  act(() => question.send(...chunks.slice(4, 9)));
  await screen.findByText("€31,182.82", { selector: ".n.wait" });
  expect(screen.queryByRole("heading", { name: "Revenue by genre" })).toBeNull();
  // Nothing is read out while it is being written.
  expect(screen.getAllByRole("status").map((status) => status.textContent).join("")).toBe("");
  act(() => {
    question.send(...chunks.slice(9));
    question.end();
  });
  const figure = await screen.findByRole("button", { name: /^€31,182\.82 ?, in the data/ });
  expect(screen.getByRole("heading", { name: "Revenue by genre" })).toBeTruthy();
  expect(screen.getByText(/^Answer: Revenue was/).getAttribute("role")).toBe("status");
  expect(screen.getByText("Answered by the built-in offline model")).toBeTruthy();
  fireEvent.click(figure);
  expect(onEvidence).toHaveBeenCalledWith({ runId: RUN_ID, text: "€31,182.82", callId: "c1", source: "revenue" }, figure);
});

test("Stop ends the request and keeps what was written; it can be answered again", async () => {
  const { questions } = openWire(PROCEDURES);
  const conversation = new Conversation(newId(), true);
  open(conversation);
  ask("one");
  const question = await sent(questions, 0);
  act(() => question.send(...answerChunks("Half an answer").slice(0, 9)));
  await screen.findByText("Half an answer");
  fireEvent.click(screen.getByRole("button", { name: "Stop" }));
  await screen.findByText(/This is how far the answer came/);
  expect(question.signal.aborted).toBe(true);
  expect(screen.getByText("Half an answer")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Answer it again" }));
  expect((await sent(questions, 1)).body).toEqual({ conversationId: conversation.id, message: null });
  expect(screen.queryByText("Half an answer")).toBeNull();
});

test("a changed question takes the place of the old one and of all after it", async () => {
  const { questions } = openWire(PROCEDURES);
  const conversation = new Conversation(newId(), true);
  open(conversation);
  for (const [at, text] of ["first", "second"].entries()) {
    ask(text);
    const question = await sent(questions, at);
    act(() => {
      question.send(...answerChunks(`About ${text}`).map((chunk) => (chunk.type === "start" ? { ...chunk, messageId: newId() } : chunk)));
      question.end();
    });
    await screen.findByText(`About ${text}`);
  }
  const firstId = conversation.read().messages[0]?.id;
  fireEvent.click(screen.getAllByRole("button", { name: "Change this question" })[0] as HTMLElement);
  const editor = screen.getByLabelText(/Change the question/);
  fireEvent.change(editor, { target: { value: "other" } });
  fireEvent.keyDown(editor, { key: "Enter" });
  expect((await sent(questions, 2)).body).toMatchObject({ message: { text: "other" }, replaces: firstId });
  expect(screen.queryByText("About second")).toBeNull();
  expect(screen.getAllByRole("article")).toHaveLength(1);
});

test("Enter sends, Shift-Enter does not, nor does a letter that is still being composed", async () => {
  const { questions } = openWire(PROCEDURES);
  open(new Conversation(newId(), true));
  fireEvent.change(field(), { target: { value: "a" } });
  fireEvent.keyDown(field(), { key: "Enter", shiftKey: true });
  fireEvent.keyDown(field(), { key: "Enter", isComposing: true });
  expect(questions).toHaveLength(0);
  fireEvent.keyDown(field(), { key: "Enter" });
  await sent(questions, 0);
});

test.each([
  [401, undefined, /Your session has ended/, "Sign in"],
  [429, "That were many questions. Ask again in 20 seconds.", /in 20 seconds/, "Try again"],
  [503, undefined, /The assistant is away/, "Try again"],
  [500, "Something went wrong on our side. Number 12.", /Number 12/, "Try again"],
])("an answer of %d says what happened and what to do", async (status, sentence, says, offers) => {
  const { questions } = openWire({ ...PROCEDURES, "conversations.read": () => failWith("NOT_FOUND", "no") });
  open(new Conversation(newId(), true));
  ask("one");
  const question = await sent(questions, 0);
  act(() => question.refuse(status, sentence));
  const note = await screen.findByRole("alert");
  expect(note.textContent).toMatch(says);
  const way = within(note).getByText(offers);
  if (offers === "Sign in") {
    expect(way.getAttribute("href")).toBe("/login?redirectTo=%2Forders%3Fcustomer%3D5");
    return;
  }
  fireEvent.click(way);
  expect((await sent(questions, 1)).body).toEqual(question.body);
});

test("a network that is away is said, and a question that did arrive is not sent twice", async () => {
  const known: string[] = [];
  const { questions } = openWire({ ...PROCEDURES, "conversations.read": () => ({ id: "x", title: null, messages: known.map((id) => ({ id, role: "user", parts: [] })) }) });
  const online = globalThis.fetch;
  vi.stubGlobal("fetch", (address: string, init?: RequestInit) => {
    if (!address.startsWith("/api/agents")) return online(address, init);
    known.push((JSON.parse(init?.body as string) as { message: { id: string } }).message.id);
    return Promise.reject(new TypeError("Failed to fetch"));
  });
  const conversation = new Conversation(newId(), true);
  open(conversation);
  ask("one");
  expect((await screen.findByRole("alert")).textContent).toMatch(/cannot be reached/);
  vi.stubGlobal("fetch", online);
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect((await sent(questions, 0)).body).toEqual({ conversationId: conversation.id, message: null });
});

test("a stream that is cut keeps the half and says so; one with an error says its sentence", async () => {
  const { questions } = openWire(PROCEDURES);
  open(new Conversation(newId(), true));
  ask("one");
  const first = await sent(questions, 0);
  act(() => {
    first.send(...answerChunks("Half").slice(0, 9));
    first.end();
  });
  expect((await screen.findByRole("alert")).textContent).toMatch(/connection was lost/);
  expect(screen.getByText("Half")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  const second = await sent(questions, 1);
  act(() => {
    second.send({ type: "start" }, { type: "error", errorText: "The model is away." });
    second.end();
  });
  expect((await screen.findByRole("alert")).textContent).toMatch(/The model is away/);
});

test("a failed turn says its notice once, with a way to try again", async () => {
  const { questions } = openWire(PROCEDURES);
  open(new Conversation(newId(), true));
  ask("one");
  const question = await sent(questions, 0);
  act(() => {
    question.send({ type: "start", messageId: newId(), messageMetadata: { runId: RUN_ID } }, { type: "finish", messageMetadata: { outcome: "failed", notice: "The model was silent for too long." } });
    question.end();
  });
  expect((await screen.findAllByRole("alert")).map((note) => note.textContent)).toEqual([expect.stringContaining("silent for too long")]);
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await sent(questions, 1);
});

test("a failed look-up shows its sentence and the others go on", async () => {
  const { questions } = openWire(PROCEDURES);
  open(new Conversation(newId(), true));
  ask("one");
  const question = await sent(questions, 0);
  const chunks = answerChunks("There is no such order.").map((chunk) => (chunk.type === "tool-output-available" ? { ...chunk, output: { error: "There is no order 99." } } : chunk));
  act(() => {
    question.send(...chunks);
    question.end();
  });
  expect(await screen.findByText("There is no order 99.")).toBeTruthy();
  expect(screen.getByText("There is no such order.")).toBeTruthy();
});

test("another tab's question comes in, but not into an answer that is being written", async () => {
  const history = { messages: [{ id: newId(), role: "user", parts: [{ type: "text", text: "from the other tab" }] }] };
  const { questions } = openWire({ ...PROCEDURES, "conversations.read": () => ({ id: "x", title: null, ...history }) });
  const [shown, other] = [new Conversation(newId(), true), new Conversation(newId(), true)];
  open(shown);
  act(() => tellTabs({ id: other.id }));
  await waitFor(() => expect(other.read().messages).toHaveLength(1));
  expect(shown.read().messages).toHaveLength(0);
  ask("mine");
  const question = await sent(questions, 0);
  act(() => tellTabs({ id: shown.id }));
  act(() => {
    question.send(...answerChunks("To mine"));
    question.end();
  });
  await screen.findByText("To mine");
  expect(screen.queryByText("from the other tab")).toBeNull();
  act(() => tellTabs({ id: shown.id }));
  await screen.findByText("from the other tab");
});

test("a conversation that is gone says so, one that does not load can be loaded again", async () => {
  let answer: unknown = failWith("NOT_FOUND", "This conversation is not there any more.");
  openWire({ ...PROCEDURES, "conversations.read": () => answer });
  const gone = new Conversation(newId(), false);
  await gone.load();
  open(gone);
  expect(await screen.findByText("This conversation is not there any more")).toBeTruthy();
  cleanup();
  answer = failWith("SERVICE_UNAVAILABLE", "away");
  const away = new Conversation(newId(), false);
  await away.load();
  open(away);
  answer = { id: away.id, title: "x", messages: [{ id: newId(), role: "user", parts: [{ type: "text", text: "kept" }] }] };
  fireEvent.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("heading", { name: "kept" })).toBeTruthy();
});

test("the page is left out when a person does not want it looked at", async () => {
  const { questions } = openWire(PROCEDURES);
  open(new Conversation(newId(), true), "Orders");
  fireEvent.click(screen.getByRole("button", { name: "Ask without this page" }));
  ask("one");
  expect((await sent(questions, 0)).body).not.toHaveProperty("page");
});

test("thumbs are kept, and taken back by a second press", async () => {
  const rated: unknown[] = [];
  const { questions } = openWire({ ...PROCEDURES, "assistant.rate": (input) => void rated.push(input) });
  open(new Conversation(newId(), true));
  ask("one");
  const question = await sent(questions, 0);
  act(() => {
    question.send(...answerChunks("Well"));
    question.end();
  });
  const good = await screen.findByRole("button", { name: "Good answer" });
  fireEvent.click(good);
  await screen.findByText("Thank you, noted");
  fireEvent.click(good);
  await screen.findByText("Taken back");
  expect(rated).toEqual([
    { runId: RUN_ID, wasHelpful: true },
    { runId: RUN_ID, wasHelpful: null },
  ]);
});
