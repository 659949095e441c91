import { useLocation } from "@remix-run/react";
import { createRemixStub } from "@remix-run/testing";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Block } from "./block.tsx";
import { useView, ViewSwitch } from "./view-switch.tsx";

function Page() {
  const { search } = useLocation();
  return (
    <>
      <output>{search}</output>
      <Block track="B1" title="Revenue by day" tools={<ViewSwitch track="B1" title="Revenue by day" csvHref="/dashboard.csv?block=x" />}>
        <p>shown as {useView("B1")}</p>
      </Block>
    </>
  );
}

afterEach(cleanup);

test("shows the chart first, the table by a link that keeps the address, and the file by another", async () => {
  const Stub = createRemixStub([{ path: "/", Component: Page }]);
  render(<Stub initialEntries={["/?p=90&b2=table"]} />);
  await screen.findByText("shown as chart");
  const table = screen.getByRole("link", { name: "Table of Revenue by day" });
  expect(table.getAttribute("aria-current")).toBeNull();
  fireEvent.click(table);
  await screen.findByText("shown as table");
  expect(screen.getByRole("status", { hidden: true }).textContent).toBe("?p=90&b2=table&b1=table");
  expect(screen.getByRole("link", { name: "Table of Revenue by day" }).getAttribute("aria-current")).toBe("true");
  fireEvent.click(screen.getByRole("link", { name: "Chart of Revenue by day" }));
  await waitFor(() => expect(screen.getByRole("status", { hidden: true }).textContent).toBe("?p=90&b2=table"));
  expect(screen.getByRole("link", { name: "CSV of Revenue by day" }).hasAttribute("download")).toBe(true);
});

test("gives the block its anchor, so that its address leads to it", async () => {
  const Stub = createRemixStub([{ path: "/", Component: Page }]);
  render(<Stub initialEntries={["/"]} />);
  const heading = await screen.findByRole("heading", { name: "Revenue by day" });
  expect(heading.id).toBe("b1");
  expect(screen.getByRole("region", { name: "Revenue by day" })).toBeTruthy();
});
