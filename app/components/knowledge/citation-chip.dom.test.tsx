import { createRemixStub } from "@remix-run/testing";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Citation } from "#agents/contracts/citations.ts";
import { CitationChip } from "./citation-chip.tsx";

const CITED: Citation = {
  number: 1, passageId: "01a20000-0000-7000-8000-0000000000aa", documentId: "01a20000-0000-7000-8000-0000000000d1", title: "Returns", version: 1, headings: [], page: null, quote: "Records come back within 30 days.", startOffset: 10, endOffset: 43, reviewedOn: null, updatedAt: "2026-09-03T00:00:00Z",
};

/** jsdom has no popovers: these say which are open. */
let isOpen = false;
beforeEach(() => {
  isOpen = false;
  Object.assign(HTMLElement.prototype, { showPopover: () => void (isOpen = true), hidePopover: () => void (isOpen = false) });
  vi.stubGlobal("matchMedia", (query: string) => ({ matches: query === "(hover: hover)" }));
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  for (const name of ["showPopover", "hidePopover"]) Reflect.deleteProperty(HTMLElement.prototype, name);
});

function open() {
  const Stub = createRemixStub([
    {
      path: "*",
      Component: () => (
        <>
          <CitationChip data={{ citations: [CITED], marks: [{ number: 1, citation: 0 }], uncited: [], declined: false, nearest: [] }} cited={CITED} />
          <button type="button">Further on</button>
        </>
      ),
    },
  ]);
  render(<Stub initialEntries={["/"]} />);
  return { chip: screen.getByRole("link", { name: "Source 1: Returns" }), link: screen.getByText("Open here"), further: screen.getByRole("button", { name: "Further on", hidden: true }) };
}
const wait = () => act(() => void vi.advanceTimersByTime(500));
const focus = (element: HTMLElement) => act(() => element.focus());

test("the card stays while the focus is in it, and goes when the focus goes on", () => {
  const { chip, link, further } = open();
  fireEvent.mouseEnter(chip);
  focus(chip);
  wait();
  expect(isOpen).toBe(true);
  focus(link);
  wait();
  expect([isOpen, document.activeElement]).toEqual([true, link]);
  // A pointer that leaves takes nothing from under the focus.
  fireEvent.mouseLeave(chip);
  wait();
  expect(isOpen).toBe(true);
  focus(chip);
  wait();
  expect(isOpen).toBe(true);
  focus(link);
  focus(further);
  wait();
  expect([isOpen, document.activeElement]).toEqual([false, further]);
});

test("a pointer that leaves closes the card, also beside a number that has the focus", () => {
  const { chip } = open();
  focus(chip);
  fireEvent.mouseEnter(chip);
  wait();
  expect(isOpen).toBe(true);
  fireEvent.mouseLeave(chip);
  wait();
  expect([isOpen, document.activeElement]).toEqual([false, chip]);
});
