import { Link } from "@remix-run/react";
import { type FocusEvent, type MouseEvent, useContext, useId, useRef } from "react";
import type { Citation, PassagesData } from "#agents/contracts/citations.ts";
import { citationHref, citationKey, LibraryPageContext } from "./cited.ts";
import { sayAge, sayPlace } from "./say-document.ts";
import { isSheet, useCard } from "./use-card.ts";

interface CitationChipProps {
  data: PassagesData;
  cited: Citation;
}

/**
 * A number behind a sentence. Under the pointer or the focus its card says what is quoted, of which document and how old;
 * pressed, the document opens there. Where nothing hovers, and where the card is a sheet, the first press shows the card.
 */
export function CitationChip({ data, cited }: CitationChipProps) {
  const page = useContext(LibraryPageContext);
  const id = useId();
  const chip = useRef<HTMLAnchorElement>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const { card, isOpen, show, showSoon, hide, hideSoon, stay } = useCard(chip);
  const to = citationHref(data, cited, page?.conversationId ?? "");
  const isHere = page?.here === citationKey(cited);

  function open(event: MouseEvent) {
    hide();
    if (!page?.onShow || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // The card is gone with the press; its chip is what is returned to.
    if (chip.current) page.onShow({ href: to, title: cited.title }, chip.current);
  }

  function press(event: MouseEvent) {
    const isByKey = event.detail === 0;
    const cardFirst = isSheet() ? isByKey || window.matchMedia("(hover: none)").matches : !isByKey && window.matchMedia("(hover: none)").matches;
    if (!cardFirst || isOpen() || event.ctrlKey || event.metaKey || event.shiftKey) {
      open(event);
      return;
    }
    event.preventDefault();
    show();
    if (isByKey) link.current?.focus();
  }

  /** Who comes by the keyboard sees the card; who comes back from the document knows it. */
  function focus({ currentTarget, relatedTarget }: FocusEvent) {
    const isBack = relatedTarget instanceof Element && relatedTarget.closest(".beside") !== null;
    if (!isBack && !isSheet() && currentTarget.matches(":focus-visible")) show();
  }

  /** The card goes when the focus goes on: a sheet at once, because it lies over the page. */
  function blur({ relatedTarget }: FocusEvent) {
    const isNear = relatedTarget instanceof Node && (relatedTarget === chip.current || card.current?.contains(relatedTarget));
    if (isNear) return;
    if (!isSheet()) hideSoon();
    else if (isOpen() && relatedTarget instanceof Node) hide();
  }

  function close() {
    hide();
    chip.current?.focus();
  }

  const place = sayPlace(cited, cited.title);
  return (
    <>
      <Link
        ref={chip}
        className={isHere ? "cite here" : "cite"}
        to={to}
        aria-current={isHere ? "true" : undefined}
        aria-label={`Source ${cited.number}: ${cited.title}${place ? `, ${place}` : ""}`}
        aria-describedby={`${id}-quote ${id}-age`}
        onMouseEnter={() => (isSheet() ? undefined : showSoon())}
        onMouseLeave={() => (isSheet() ? undefined : hideSoon())}
        onFocus={focus}
        onBlur={blur}
        onClick={press}
      >
        {cited.number}
      </Link>
      <span ref={card} className="cite-card" role="dialog" aria-label={`Source ${cited.number}`} {...{ popover: "manual" }} onMouseEnter={stay} onMouseLeave={() => (isSheet() ? undefined : hideSoon())} onBlur={blur}>
        <b>
          {cited.title}
          {place ? `, ${place}` : ""}
        </b>
        <q id={`${id}-quote`}>{cited.quote}</q>
        <span className="row">
          <span className="quiet">
            <span id={`${id}-age`}>{sayAge(cited, page?.today ?? cited.updatedAt.slice(0, 10))}</span>, version {cited.version}
          </span>
          <Link ref={link} className="link" to={to} onClick={open}>
            Open here
          </Link>
          <button type="button" className="link close" onClick={close}>
            Close
          </button>
        </span>
      </span>
    </>
  );
}
