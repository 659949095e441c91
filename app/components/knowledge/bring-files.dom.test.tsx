import { cleanup, createEvent, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LARGEST_DOCUMENT_BYTES } from "#server/contracts/knowledge.ts";
import { BringFiles } from "./bring-files.tsx";

/** What the wire carries: requests that a test answers, or cuts off. */
class Wire extends EventTarget {
  static sent: Wire[] = [];
  readonly upload = new EventTarget();
  responseURL = "";
  status = 0;
  responseText = "";
  isAborted = false;
  address = "";
  body: FormData = new FormData();
  open(_method: string, address: string) {
    this.address = this.responseURL = address;
  }
  send(body: FormData) {
    this.body = body;
    Wire.sent.push(this);
  }
  abort() {
    this.isAborted = true;
    this.dispatchEvent(new Event("abort"));
  }
  answer(sentence: string | null, status = sentence === null ? 200 : 400) {
    this.status = status;
    this.responseText = JSON.stringify({ sentence });
    this.dispatchEvent(new Event("load"));
  }
}

let taken = 0;
/** How often the page was told that a file may have come in. */
let perhaps = 0;
beforeEach(() => {
  Wire.sent = [];
  taken = perhaps = 0;
  vi.stubGlobal("XMLHttpRequest", Wire);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const open = (multiple = true) =>
  render(
    <BringFiles id="files" action="/plain" uploadTo="/upload" multiple={multiple} label="Drop files" hint="" words="Bring them in" onTaken={(isSure) => void (isSure ? (taken += 1) : (perhaps += 1))}>
      <input name="owner" defaultValue="Kim" />
    </BringFiles>,
  );
const fileOf = (name: string, size = 5): File => {
  const file = new File(["words"], name);
  Object.defineProperty(file, "size", { value: size });
  return file;
};
const drop = (...files: File[]) => fireEvent.drop(screen.getByLabelText("Drop files"), { dataTransfer: { types: ["Files"], files } });
const wire = async (nth: number): Promise<Wire> => {
  await waitFor(() => expect(Wire.sent.length).toBeGreaterThan(nth));
  const request = Wire.sent[nth];
  if (!request) throw new Error("nothing was sent");
  return request;
};

test("what is too large or empty is refused before a byte of it is sent, and is not tried again", () => {
  open();
  drop(fileOf("film.pdf", LARGEST_DOCUMENT_BYTES + 1), fileOf("nothing.md", 0));
  expect(Wire.sent).toHaveLength(0);
  expect(screen.getByText("A document may hold 20 MB. Split it, or leave out its pictures.")).toBeTruthy();
  expect(screen.getByText("The file is empty. Choose the one that has the text.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Try again/ })).toBeNull();
});

test("a refused file says why and can be tried again with what was written beside it; one after the other is sent", async () => {
  open();
  drop(fileOf("a.md"), fileOf("b.md"));
  const first = await wire(0);
  expect(first.address).toBe("/upload");
  expect(Wire.sent).toHaveLength(1);
  first.answer("The storage takes nothing now.", 503);
  (await wire(1)).answer(null);
  await screen.findByText("The storage takes nothing now.");
  expect(taken).toBe(1);
  fireEvent.click(screen.getByRole("button", { name: /^Try again ?a.md/ }));
  const again = await wire(2);
  expect([again.body.get("owner"), (again.body.get("files") as File).name]).toEqual(["Kim", "a.md"]);
  again.answer(null);
  await waitFor(() => expect(taken).toBe(2));
  expect(screen.getByRole("status").textContent).toBe("a.md came in.");
});

test("only what came of a file is announced, not how much of it has left", async () => {
  open();
  drop(fileOf("a.md"));
  const request = await wire(0);
  request.upload.dispatchEvent(new ProgressEvent("progress", { lengthComputable: true, loaded: 37, total: 100 }));
  await screen.findByText("37 % sent");
  expect(screen.getByRole("status").textContent).toBe("");
  expect(document.querySelectorAll("[aria-live]")).toHaveLength(0);
  request.answer("It has no text.");
  await waitFor(() => expect(screen.getByRole("status").textContent).toBe("a.md was not taken. It has no text."));
});

test("a file on its way is stopped by its button, and by leaving the page; until then the browser asks", async () => {
  const page = open();
  const asks = () => {
    const event = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  expect(asks()).toBe(false);
  drop(fileOf("a.md"), fileOf("b.md"));
  const first = await wire(0);
  expect(asks()).toBe(true);
  fireEvent.click(screen.getByRole("button", { name: /^Stop ?a.md/ }));
  expect(first.isAborted).toBe(true);
  await screen.findByText("Stopped. Nothing of it was kept.");
  const second = await wire(1);
  page.unmount();
  expect(second.isAborted).toBe(true);
  expect(asks()).toBe(false);
});

test.each([
  ["stopped", "Stopped.", () => fireEvent.click(screen.getByRole("button", { name: /^Stop ?a.md/ }))],
  ["cut off", "The connection was lost.", (request: Wire) => request.dispatchEvent(new Event("error"))],
])("a file that is %s once all of it has left may be in: the page says so and looks", async (_name, words, end) => {
  open();
  drop(fileOf("a.md"), fileOf("b.md"));
  const first = await wire(0);
  first.upload.dispatchEvent(new ProgressEvent("progress", { lengthComputable: true, loaded: 100, total: 100 }));
  await screen.findByText("100 % sent");
  end(first);
  await screen.findByText(`${words} It may have come in already: look before you try again.`);
  expect([taken, perhaps]).toEqual([0, 1]);
  expect(screen.getByRole("status").textContent).not.toContain("not taken");
  const second = await wire(1);
  second.upload.dispatchEvent(new ProgressEvent("progress", { lengthComputable: true, loaded: 99, total: 100 }));
  second.dispatchEvent(new Event("error"));
  await screen.findByText("The connection was lost. Nothing of it was kept.");
});

test("a file that came in as it was stopped came in", async () => {
  open();
  drop(fileOf("a.md"));
  const request = await wire(0);
  request.answer(null);
  fireEvent.click(screen.getByRole("button", { name: /^Stop ?a.md/ }));
  await screen.findByText("Came in, is being read");
  expect([taken, perhaps]).toEqual([1, 0]);
});

test("a file dropped beside the field does not open in the place of the page", () => {
  open();
  const stray = createEvent.drop(document.body, { dataTransfer: { types: ["Files"], files: [] } });
  fireEvent(document.body, stray);
  expect(stray.defaultPrevented).toBe(true);
});

test("where one file is wanted, two are not sent", () => {
  open(false);
  drop(fileOf("a.md"), fileOf("b.md"));
  expect(Wire.sent).toHaveLength(0);
  expect(screen.getByText("Choose one file only.")).toBeTruthy();
});
