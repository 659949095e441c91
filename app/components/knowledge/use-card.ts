import { type RefObject, useCallback, useEffect, useRef } from "react";

/** How long the pointer may be between a number and its card, in ms. */
const LEAVES_AFTER_MS = 180;
const SHOWS_AFTER_MS = 90;
const GAP_PX = 8;

/** On a phone the card is a sheet, which stays until it is closed. */
export const isSheet = (): boolean => window.matchMedia("(max-width: 719px)").matches;

/** There is one card at a time. */
let openCard: HTMLElement | null = null;

function closeOpenCard(): void {
  const box = openCard;
  openCard = null;
  box?.hidePopover();
}

/** The card of `target`, a manual popover that is set beside it, or at the foot of a narrow window. */
export function useCard(target: RefObject<HTMLElement | null>) {
  const card = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const hide = useCallback(() => {
    clearTimeout(timer.current);
    if (card.current !== null && openCard === card.current) closeOpenCard();
  }, []);
  const isOpen = useCallback(() => card.current !== null && openCard === card.current, []);
  const show = useCallback(() => {
    clearTimeout(timer.current);
    const [chip, box] = [target.current, card.current];
    if (!chip || !box || openCard === box || !("showPopover" in box)) return;
    closeOpenCard();
    openCard = box;
    box.showPopover();
    if (isSheet()) return;
    const at = chip.getBoundingClientRect();
    const size = box.getBoundingClientRect();
    const below = at.bottom + GAP_PX;
    box.style.left = `${Math.max(GAP_PX, Math.min(at.left - 24, window.innerWidth - size.width - GAP_PX))}px`;
    box.style.top = `${below + size.height > window.innerHeight ? Math.max(GAP_PX, at.top - GAP_PX - size.height) : below}px`;
  }, [target]);
  const after = useCallback((what: () => void, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(what, ms);
  }, []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !isOpen()) return;
      // It closes the card alone, not what is open around it.
      event.stopPropagation();
      const isInside = card.current?.contains(document.activeElement) ?? false;
      hide();
      if (isInside) target.current?.focus();
    };
    const onScroll = () => {
      if (isOpen() && !isSheet()) hide();
    };
    const onPress = (event: PointerEvent) => {
      const isOutside = event.target instanceof Node && !card.current?.contains(event.target) && !target.current?.contains(event.target);
      if (isOpen() && isOutside) hide();
    };
    const box = card.current;
    window.addEventListener("pointerdown", onPress);
    window.addEventListener("keydown", onKey, true);
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      clearTimeout(timer.current);
      if (openCard === box) openCard = null;
      window.removeEventListener("keydown", onKey, true);
      window.removeEventListener("scroll", onScroll);
      window.removeEventListener("pointerdown", onPress);
    };
  }, [hide, isOpen, target]);

  return {
    card,
    isOpen,
    show,
    hide,
    showSoon: useCallback(() => after(show, SHOWS_AFTER_MS), [after, show]),
    /** Unless the focus is in it by then: it would be on nothing. */
    hideSoon: useCallback(() => {
      after(() => {
        if (!card.current?.contains(document.activeElement)) hide();
      }, LEAVES_AFTER_MS);
    }, [after, hide]),
    /** The pointer has come to the card. */
    stay: useCallback(() => clearTimeout(timer.current), []),
  };
}
