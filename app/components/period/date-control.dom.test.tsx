import { useLocation } from "@remix-run/react";
import { createRemixStub } from "@remix-run/testing";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { resolvePeriod } from "#server/contracts/period.ts";
import { DateControl } from "./date-control.tsx";

const TODAY = "2026-11-22";
const AGAINST = [
  { kind: "previous", label: "the 30 days before" },
  { kind: "year", label: "the same dates last year" },
  { kind: "none", label: "no comparison" },
];

/** The control on a page that resolves the period from its address, as the dashboard does. */
function Page() {
  const { search } = useLocation();
  const params = Object.fromEntries(new URLSearchParams(search));
  return (
    <>
      <output>{search}</output>
      <DateControl period={resolvePeriod({ params, today: TODAY })} against={AGAINST} />
    </>
  );
}

async function open(search: string) {
  const Stub = createRemixStub([{ path: "/", Component: Page }]);
  render(<Stub initialEntries={[`/${search}`]} />);
  await screen.findByRole("group", { name: "Period" });
}

const address = () => new URLSearchParams(document.querySelector("output")?.textContent ?? "");

afterEach(cleanup);

test("marks the preset that the address names and leads to the others without losing the comparison", async () => {
  await open("?p=90&against=year");
  expect(screen.getByRole("link", { name: "90 days" }).getAttribute("aria-current")).toBe("true");
  expect(screen.getByRole("link", { name: "30 days" }).getAttribute("aria-current")).toBeNull();
  fireEvent.click(screen.getByRole("link", { name: "Month to date" }));
  await waitFor(() => expect(address().get("p")).toBe("mtd"));
  expect(address().get("against")).toBe("year");
});

test("leads to the default period by taking it out of the address", async () => {
  await open("?p=custom&from=2026-01-01&to=2026-02-01&against=none");
  fireEvent.click(screen.getByRole("link", { name: "30 days" }));
  await waitFor(() => expect(address().toString()).toBe("against=none"));
});

test("changes the comparison at once and keeps the days", async () => {
  await open("?p=custom&from=2026-01-01&to=2026-02-01");
  fireEvent.change(screen.getByLabelText("against"), { target: { value: "none" } });
  await waitFor(() => expect(address().get("against")).toBe("none"));
  expect([address().get("p"), address().get("from"), address().get("to")]).toEqual(["custom", "2026-01-01", "2026-02-01"]);
});

test("opens the custom days with those that are shown, and sends what was typed", async () => {
  await open("");
  fireEvent.click(screen.getByRole("link", { name: "Custom" }));
  const first = await screen.findByLabelText<HTMLInputElement>("First day");
  expect(first.value).toBe("2026-10-24");
  fireEvent.change(first, { target: { value: "2026-11-01" } });
  fireEvent.click(screen.getByRole("button", { name: "Show these days" }));
  await waitFor(() => expect(address().get("from")).toBe("2026-11-01"));
  expect(address().get("to")).toBe(TODAY);
});

test("says what could not be read, beside the control", async () => {
  await open("?p=custom&from=yesterday&to=2026-02-01");
  expect(screen.getByText(/could not be read/)).toBeTruthy();
});
