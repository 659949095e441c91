import { Link, useSearchParams } from "@remix-run/react";
import { patchSearch, toQuery } from "#app/lib/search-params.ts";

export type View = "chart" | "table";

/** How a block is looked at. It stands in the address (`b1=table`), so that it survives a reload and works without a script. */
export function useView(track: string): View {
  const [search] = useSearchParams();
  return search.get(track.toLowerCase()) === "table" ? "table" : "chart";
}

interface ViewSwitchProps {
  track: string;
  title: string;
  csvHref: string;
}

/** Chart, Table and CSV in the head of a block. */
export function ViewSwitch({ track, title, csvHref }: ViewSwitchProps) {
  const [search] = useSearchParams();
  const view = useView(track);
  const to = (next: View) => toQuery(patchSearch(search, { [track.toLowerCase()]: next === "table" ? "table" : null }));
  return (
    <>
      <Link to={to("chart")} replace preventScrollReset aria-current={view === "chart" ? "true" : undefined}>
        Chart<span className="sr"> of {title}</span>
      </Link>
      <Link to={to("table")} replace preventScrollReset aria-current={view === "table" ? "true" : undefined}>
        Table<span className="sr"> of {title}</span>
      </Link>
      <CsvLink title={title} href={csvHref} />
    </>
  );
}

/** The rows of a block as a file. */
export function CsvLink({ title, href }: { title: string; href: string }) {
  return (
    <a href={href} download>
      CSV<span className="sr"> of {title}</span>
    </a>
  );
}
