import { createRemixStub } from "@remix-run/testing";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { UnansweredQuestion } from "#app/lib/api-types.ts";
import type { FormAnswer } from "#app/lib/form-answer.server.ts";
import { NotCompared } from "./contradiction-list.tsx";
import { RefusedContext } from "./decide-forms.tsx";
import { DecidedNote } from "./decided-note.tsx";
import { UnansweredList } from "./unanswered-list.tsx";

afterEach(cleanup);

const AT = new Date("2026-06-30T10:00:00Z");
const row = (id: string, question: string): UnansweredQuestion => ({ id, question, askedCount: 2, askedBy: "Kim", lastAskedAt: AT, state: "open", decidedBy: null, decidedAt: null, note: null });

let sent: Record<string, FormDataEntryValue>[] = [];
function open(refused: FormAnswer | null = null) {
  sent = [];
  const Stub = createRemixStub([
    {
      path: "/",
      action: async ({ request }) => {
        sent.push(Object.fromEntries(await request.formData()));
        return null;
      },
      Component: () => (
        <RefusedContext.Provider value={refused}>
          <UnansweredList rows={[row("a", "Do we ship to Japan?"), row("b", "Who mends decks?")]} decided={false} timeZone="UTC" />
        </RefusedContext.Provider>
      ),
    },
  ]);
  render(<Stub initialEntries={["/"]} />);
  const item = screen.getAllByRole("listitem")[0];
  if (!item) throw new Error("no row");
  return within(item);
}

test("Enter in a note sends the decision that the note stands under, and no other", async () => {
  const first = open();
  const note = first.getByLabelText(/^Why, if you like/);
  fireEvent.change(note, { target: { value: "ask Bo first" } });
  const form = note.closest("form");
  // What a browser presses for Enter is the first submit button of the form.
  const button = form?.querySelector<HTMLButtonElement>("button[type=submit]");
  expect(button?.textContent).toBe("Put it aside");
  if (button) fireEvent.click(button);
  await waitFor(() => expect(sent).toEqual([{ id: "a", state: "dismissed", note: "ask Bo first" }]));
});

test("one press answers, with the row's words for who hears the button alone", async () => {
  const first = open();
  fireEvent.click(first.getByRole("button", { name: /^Answered now ?: Do we ship to Japan\?$/ }));
  await waitFor(() => expect(sent).toEqual([{ id: "a", state: "answered" }]));
});

test("a question is brought a document for, and asked again", () => {
  const first = open();
  expect(first.getByRole("link", { name: "Add a document for it" }).getAttribute("href")).toBe("/knowledge/documents?write=Do+we+ship+to+Japan%3F&for=a#a2");
  expect(first.getByRole("link", { name: "Ask it again" }).getAttribute("href")).toBe("/knowledge?q=Do+we+ship+to+Japan%3F");
});

test("a refused note stands in its row as it was written, with the reason", () => {
  const first = open({ intent: "dismissed", sentence: "The database is away. Try again.", fields: {}, values: { id: "a", state: "dismissed", note: "A long note" }, conflict: false });
  expect(first.getByLabelText<HTMLInputElement>(/^Why, if you like/).value).toBe("A long note");
  expect(first.getByRole("alert").textContent).toContain("The database is away.");
  expect(screen.getAllByRole("alert")).toHaveLength(1);
});

test("what was decided is said, takes the focus its row left, and can be undone", async () => {
  sent = [];
  const Stub = createRemixStub([
    {
      path: "/",
      action: async ({ request }) => {
        sent.push(Object.fromEntries(await request.formData()));
        return null;
      },
      Component: () => <DecidedNote queue="unanswered" id="a" entry={{ words: "Do we ship to Japan?", other: null, state: "dismissed" }} />,
    },
  ]);
  render(<Stub initialEntries={["/"]} />);
  const note = await screen.findByRole("status");
  expect(note.textContent).toContain("“Do we ship to Japan?” is put aside as not ours to answer.");
  expect(document.activeElement).toBe(note);
  fireEvent.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(sent).toEqual([{ id: "a", state: "open" }]));
});

test("documents that could not be compared are told by their titles, a few of many; where there is none nothing is said", () => {
  const show = (titles: string[]) => {
    cleanup();
    const Stub = createRemixStub([{ path: "/", Component: () => <NotCompared documents={titles.map((title, at) => ({ id: `d${at}`, title }))} /> }]);
    return render(<Stub initialEntries={["/"]} />).container;
  };
  expect(show(["Returns"]).textContent).toBe("Could not be compared: Returns, because something went wrong on our side. Contradictions may be missing here. It is tried a few times, then again with a newer version.");
  expect(screen.getByRole("link", { name: "Returns" }).getAttribute("href")).toBe("/knowledge/documents/d0");
  expect(show(["A", "B", "C", "D", "E", "F", "G"]).textContent).toContain("Could not be compared: A, B, C, D, E and 2 more, because");
  expect(show([]).textContent).toBe("");
});
