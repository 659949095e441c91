import { createRemixStub } from "@remix-run/testing";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { DoneNote } from "./done-note.tsx";

afterEach(cleanup);

function open(beside: boolean) {
  const Stub = createRemixStub([
    {
      path: "/",
      Component: () => (
        <>
          {beside ? <input aria-label="Find" autoFocus /> : null}
          <DoneNote done={{ lines: [], count: { inventoryId: "01900000-0000-7000-8000-000000000001", counted: 3, expected: 3 } }} act="one" formKey="key" mayWork />
        </>
      ),
    },
  ]);
  render(<Stub />);
}

test("takes the focus that the pressed button left, so that the answer is seen and read", async () => {
  open(false);
  const note = await screen.findByRole("status");
  expect(note.textContent).toContain("Counted: 3 is right");
  expect(document.activeElement).toBe(note);
});

test("leaves the focus to a field that waits for the next record", async () => {
  open(true);
  await screen.findByRole("status");
  expect(document.activeElement).toBe(screen.getByLabelText("Find"));
});
