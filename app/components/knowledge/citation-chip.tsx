import { Link } from "@remix-run/react";
import { type MouseEvent, useCallback, useContext, useEffect, useId, useRef } from "react";
import type { Citation, PassagesData } from "#agents/contracts/citations.ts";
import { citationHref, LibraryPageContext } from "./cited.ts";
import { sayAge, sayPlace } from "./say-document.ts";

/** How long the pointer may be between a number and its card, in ms. */
const LEAVES_AFTER_MS = 180;
const SHOWS_AFTER_MS = 90;
const GAP_PX = 8;

/** On a phone the card is a sheet, which stays until it is closed. */
const isSheet = (): boolean => window.matchMedia("(max-width: 719px)").matches;

interface CitationChipProps {
  data: PassagesData;
  cited: Citation;
}

/**
 * A number behind a sentence. Under the pointer or the focus its card says what is quoted, of which document and how old;
 * pressed, the document opens there. Where nothing hovers the first press shows the card, as a sheet.
 */
export function CitationChip({ data, cited }: CitationChipProps) {
  const page = useContext(LibraryPageContext);
  const id = useId();
  const chip = useRef<HTMLAnchorElement>(null);
  const card = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const to = citationHref(data, cited, page?.conversationId ?? "");

  const isOpen = () => card.current?.matches(":popover-open") ?? false;
  const show = useCallback(() => {
    clearTimeout(timer.current);
    const [target, box] = [chip.current, card.current];
    if (!target || !box || box.matches(":popover-open")) return;
    box.showPopover();
    if (isSheet()) return;
    const at = target.getBoundingClientRect();
    const size = box.getBoundingClientRect();
    const below = at.bottom + GAP_PX;
    box.style.left = `${Math.max(GAP_PX, Math.min(at.left - 24, window.innerWidth - size.width - GAP_PX))}px`;
    box.style.top = `${below + size.height > window.innerHeight ? Math.max(GAP_PX, at.top - GAP_PX - size.height) : below}px`;
  }, []);
  const hide = useCallback(() => {
    clearTimeout(timer.current);
    if (card.current?.matches(":popover-open")) card.current.hidePopover();
  }, []);
  const soon = (what: () => void, after: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(what, after);
  };

  const leave = () => {
    if (!isSheet()) soon(hide, LEAVES_AFTER_MS);
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !card.current?.matches(":popover-open")) return;
      event.stopPropagation();
      hide();
    };
    const onScroll = () => {
      if (!isSheet()) hide();
    };
    const onPress = ({ target }: PointerEvent) => {
      if (isSheet() && target instanceof Node && !card.current?.contains(target) && !chip.current?.contains(target)) hide();
    };
    window.addEventListener("pointerdown", onPress);
    window.addEventListener("keydown", onKey, true);
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener("keydown", onKey, true);
      window.removeEventListener("scroll", onScroll);
      window.removeEventListener("pointerdown", onPress);
    };
  }, [hide]);

  function open(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (window.matchMedia("(hover: none)").matches && !isOpen()) {
      event.preventDefault();
      show();
      return;
    }
    hide();
    if (!page?.onShow) return;
    event.preventDefault();
    page.onShow(to);
  }

  const place = sayPlace(cited, cited.title);
  return (
    <>
      <Link
        ref={chip}
        className="cite"
        to={to}
        aria-label={`Source ${cited.number}: ${cited.title}${place ? `, ${place}` : ""}`}
        aria-describedby={id}
        onMouseEnter={() => (isSheet() ? undefined : soon(show, SHOWS_AFTER_MS))}
        onMouseLeave={leave}
        onFocus={(event) => (event.currentTarget.matches(":focus-visible") ? show() : undefined)}
        onBlur={leave}
        onClick={open}
      >
        {cited.number}
      </Link>
      <span ref={card} id={id} className="cite-card" role="note" {...{ popover: "manual" }} onMouseEnter={() => clearTimeout(timer.current)} onMouseLeave={leave}>
        <b>
          {cited.title}
          {place ? `, ${place}` : ""}
        </b>
        <q>{cited.quote}</q>
        <span className="row">
          <span className="quiet">
            {sayAge(cited, page?.today ?? cited.updatedAt.slice(0, 10))}, version {cited.version}
          </span>
          <Link className="link" to={to} tabIndex={-1} onClick={open}>
            Open here
          </Link>
          <button type="button" className="link close" onClick={hide}>
            Close
          </button>
        </span>
      </span>
    </>
  );
}
