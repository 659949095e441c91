import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, expect, test, vi } from "vitest";
import { LazyPdfPage } from "./lazy-pdf-page.tsx";

const onSettled = vi.fn();
const page = (
  <LazyPdfPage file="/files/documents/none" page={2} spans={[{ number: 1, place: 1, start: 0, end: 5, quote: "Words" }]} current={1} onSettled={onSettled}>
    <p>Words of the page.</p>
  </LazyPdfPage>
);

afterEach(() => {
  cleanup();
  onSettled.mockClear();
});

test("the server draws the text open, with the place of the picture that a script may fill", () => {
  const drawn = renderToString(page);
  expect(drawn).toContain("<p>Words of the page.</p>");
  expect(drawn).toMatch(/<details[^>]* open/);
  expect(drawn).toContain('class="pdf-frame needs-script"');
});

test("where the page cannot be drawn, as here where there is no canvas, its text stays and says so", async () => {
  render(page);
  expect(await screen.findByText("The page could not be drawn here, so this is its text.", {}, { timeout: 20_000 })).toBeTruthy();
  expect(screen.getByText("Words of the page.").closest("details")?.open).toBe(true);
  expect(document.querySelector(".pdf-frame")).toBeNull();
  await waitFor(() => expect(onSettled).toHaveBeenCalledTimes(1));
});
