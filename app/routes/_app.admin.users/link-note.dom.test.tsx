import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { RecoveryCodes } from "#app/components/account/recovery-codes.tsx";
import { LinkNote } from "./link-note.tsx";

afterEach(cleanup);

/** A note above the button that was pressed, as on a page whose form stands below the fold. */
function Page({ link }: { link: string | null }) {
  return (
    <>
      {link ? <LinkNote key={link} link={link} name="Wanda Weiss" /> : null}
      <button>Send the invitation</button>
    </>
  );
}

test("a link that is shown once takes the focus from the button far below, says whose it is, and a second one takes it again", () => {
  const page = render(<Page link={null} />);
  const button = screen.getByRole("button");
  button.focus();
  page.rerender(<Page link="https://shop.test/join/one" />);
  const note = screen.getByRole("status");
  expect(document.activeElement).toBe(note);
  expect(note.textContent).toContain("The link for Wanda Weiss, shown this once");
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Link of the invitation" }).value).toBe("https://shop.test/join/one");

  button.focus();
  page.rerender(<Page link="https://shop.test/join/two" />);
  expect(document.activeElement).toBe(screen.getByRole("status"));
});

test("recovery codes take the focus, so that nobody goes on without having seen them", () => {
  render(<RecoveryCodes codes={["aaaa-bbbb", "cccc-dddd"]} />);
  expect(document.activeElement).toBe(screen.getByRole("status", { name: "Recovery codes" }));
  expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual(["aaaa-bbbb", "cccc-dddd"]);
});
