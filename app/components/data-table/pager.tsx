import { Link, useSearchParams } from "@remix-run/react";
import { ArrowRight } from "lucide-react";
import { patchSearch, toQuery } from "#app/lib/search-params.ts";

interface PagerProps {
  shown: number;
  nextCursor: string | null;
  /** What the rows are, for the sentence: "orders". */
  noun: string;
}

/** Onward through a list that is cut by keys: forward by link, back by the browser or to the first page. */
export function Pager({ shown, nextCursor, noun }: PagerProps) {
  const [search] = useSearchParams();
  const later = search.has("cursor");
  if (!nextCursor && !later) return <p className="pager quiet">That is all.</p>;
  return (
    <nav className="pager" aria-label="Pages">
      <span className="quiet">
        {shown} {noun} on this page{nextCursor ? "" : ", the last one"}
      </span>
      <span className="ends">
        {later ? (
          <Link className="btn bare s" to={toQuery(patchSearch(search, { cursor: null }))}>
            To the first page
          </Link>
        ) : null}
        {nextCursor ? (
          <Link className="btn s" rel="next" to={toQuery(patchSearch(search, { cursor: nextCursor }))}>
            Next page
            <ArrowRight className="i" aria-hidden="true" />
          </Link>
        ) : null}
      </span>
    </nav>
  );
}
