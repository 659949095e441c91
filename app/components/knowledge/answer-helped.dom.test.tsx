import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import superjson from "superjson";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AnswerHelped, GivenContext } from "./answer-helped.tsx";

/** What the wire carries; it answers when the test lets it. */
let sent: unknown[] = [];
let letGo: () => void = () => undefined;
beforeEach(() => {
  sent = [];
  vi.stubGlobal("fetch", async (_input: RequestInfo | URL, init?: RequestInit) => {
    const body = JSON.parse(init?.body as string) as Record<string, Parameters<typeof superjson.deserialize>[0]>;
    sent.push(...Object.values(body).map((one) => superjson.deserialize(one)));
    await new Promise<void>((resolve) => (letGo = resolve));
    return Response.json([{ result: { data: superjson.serialize(undefined) } }]);
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const button = (name: string) => screen.getByRole("button", { name });

test("a reason is sent once however often it is pressed, and the focus goes back to where it came from", async () => {
  render(<AnswerHelped runId="r" />);
  fireEvent.click(button("No, because"));
  fireEvent.click(screen.getByLabelText("Wrong"));
  fireEvent.change(screen.getByLabelText("In your own words"), { target: { value: "thirty days" } });
  fireEvent.click(button("Send"));
  fireEvent.click(button("Send"));
  await waitFor(() => expect(sent).toEqual([{ runId: "r", isHelpful: false, reason: "Wrong: thirty days" }]));
  letGo();
  await screen.findByText("Thank you. The managers see it.");
  expect(document.activeElement).toBe(button("No, because"));
  expect(screen.getByText("You said: Wrong: thirty days")).toBeTruthy();
  expect(sent).toHaveLength(1);
});

test("pressing Yes does not throw away a reason that is half written", async () => {
  render(<AnswerHelped runId="r" />);
  fireEvent.click(button("No, because"));
  fireEvent.change(screen.getByLabelText("In your own words"), { target: { value: "half a" } });
  fireEvent.click(button("Yes"));
  await waitFor(() => expect(sent).toHaveLength(1));
  letGo();
  await screen.findByText("Thank you, noted.");
  fireEvent.click(button("No, because"));
  expect(screen.getByLabelText<HTMLInputElement>("In your own words").value).toBe("half a");
});

test("what was said before stands there again", () => {
  render(
    <GivenContext.Provider value={[{ runId: "r", isHelpful: false, reason: "Out of date" }]}>
      <AnswerHelped runId="r" />
    </GivenContext.Provider>,
  );
  expect(button("No, because").getAttribute("aria-pressed")).toBe("true");
  expect(screen.getByText("You said: Out of date")).toBeTruthy();
});
