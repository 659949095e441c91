import { createRemixStub } from "@remix-run/testing";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import type { FormAnswer } from "#app/lib/form-answer.server.ts";
import { EditForm } from "./edit-form.tsx";

afterEach(cleanup);

const FIRST = { seen: "one", title: "Returns", owner: "Kim", audience: "staff" as const, reviewedOn: null, reviewDueOn: null };
const NEWER = { ...FIRST, seen: "two", owner: "Bo" };

let sent: Record<string, FormDataEntryValue>[] = [];
let show: (document: typeof FIRST) => void = () => undefined;
function open(answer: FormAnswer | null = null) {
  sent = [];
  function Page() {
    const [document, setDocument] = useState(FIRST);
    show = setDocument;
    return <EditForm document={document} action="/" answer={answer} />;
  }
  const Stub = createRemixStub([
    {
      path: "/",
      action: async ({ request }) => {
        sent.push(Object.fromEntries(await request.formData()));
        return null;
      },
      Component: Page,
    },
  ]);
  render(<Stub initialEntries={["/"]} />);
}
const owner = () => screen.getByLabelText<HTMLInputElement>("Owner");
const save = async () => {
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  return sent[0];
};

test("an untouched form follows what a newer file or somebody else said, and sends its stamp", async () => {
  open();
  act(() => show(NEWER));
  expect(owner().value).toBe("Bo");
  expect(await save()).toMatchObject({ owner: "Bo", seen: "two" });
});

test("a form in which something was typed keeps it and the stamp it was drawn with, so that nothing is put back unseen", async () => {
  open();
  fireEvent.input(screen.getByLabelText("Title"), { target: { value: "Returns and refunds" } });
  act(() => show(NEWER));
  expect(screen.getByText("It was changed meanwhile")).toBeTruthy();
  expect(owner().value).toBe("Kim");
  expect(await save()).toMatchObject({ title: "Returns and refunds", owner: "Kim", seen: "one" });
  fireEvent.click(screen.getByRole("button", { name: "Show what stands now" }));
  expect([owner().value, screen.getByLabelText<HTMLInputElement>("Title").value]).toEqual(["Bo", "Returns"]);
});

test("what was refused is kept as it was typed, with the stamp it was sent with", async () => {
  open({ intent: "edit", sentence: "Somebody changed this document meanwhile.", fields: {}, values: { title: "Mine", owner: "Kim", audience: "staff", seen: "zero" }, conflict: true });
  expect(screen.getByLabelText<HTMLInputElement>("Title").value).toBe("Mine");
  expect(await save()).toMatchObject({ title: "Mine", seen: "zero" });
});
