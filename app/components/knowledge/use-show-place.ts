import { type MouseEvent, useContext } from "react";
import { LibraryPageContext, type PlaceToShow } from "./cited.ts";

/** What a press on a link to a place does: where there is room the document opens beside the answer, else the link leads to its page. */
export function useShowPlace(place: PlaceToShow): (event: MouseEvent<HTMLElement>) => void {
  const page = useContext(LibraryPageContext);
  return (event) => {
    if (!page?.onShow || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    page.onShow(place, event.currentTarget);
  };
}
