import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { MistyMessage } from "#agents/contracts/messages.ts";
import type { SourcesData } from "#agents/contracts/sources.ts";
import { JazzAfter, JazzText } from "./jazz-after.tsx";

afterEach(cleanup);

const TEXT = "**Kenny Drew** plays piano on *Blue Train*. Everybody knows that he was late that day.\n\n- It was recorded in Hackensack.";
const page = (number: number) => ({ number, title: `Page ${number}`, url: `https://${number}.example/a`, host: `${number}.example`, isRedirect: number === 2 });
const WEB: SourcesData = {
  kind: "web",
  links: [page(1), page(2)],
  supports: [{ text: "**Kenny Drew** plays piano on *Blue Train*.", links: [1, 2] }, { text: "It was recorded in Hackensack.", links: [2] }],
  queries: [],
};

function open(data: SourcesData, text = TEXT) {
  const message = { id: "m", role: "assistant", parts: [{ type: "text", text }, { type: "data-sources", id: "sources", data }] } as MistyMessage;
  return render(
    <>
      <div data-testid="say">
        <JazzText message={message} text={text} isBusy={false} />
      </div>
      <JazzAfter message={message} />
    </>,
  );
}
const said = (): string => screen.getByTestId("say").textContent.replace(/\s+/g, " ");

test("behind what pages bear out stand their numbers, which show the address before they lead out", () => {
  open(WEB);
  const chips = [...screen.getByTestId("say").querySelectorAll("button.cite")].map((chip) => chip.textContent);
  expect(chips).toEqual(["1", "2", "2"]);
  expect(screen.getByTestId("say").querySelector("li button.cite")?.getAttribute("aria-label")).toBe("Page 2: Page 2");
  expect(said()).toContain("https://1.example/a");
});

test("what no page stands behind is marked and said, and only that", () => {
  open(WEB);
  const marked = [...screen.getByTestId("say").querySelectorAll(".uncited")].map((one) => one.textContent.trim());
  expect(marked).toEqual(["Everybody knows that he was late that day. (no page stands behind this)"]);
  expect(document.querySelector(".keyline")?.textContent).toContain("no page stands behind this");
});

test("an answer without any page says so under it, and marks nothing", () => {
  for (const kind of ["shop", "none"] as const) {
    open({ kind, links: [], supports: [], queries: [] });
    expect(screen.getByRole("region", { name: "Sources" }).textContent).toContain("no page stands behind this");
    expect(document.querySelectorAll(".uncited")).toHaveLength(0);
    cleanup();
  }
});
