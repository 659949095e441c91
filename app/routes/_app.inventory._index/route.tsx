import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { PackagePlus, Plus } from "lucide-react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { Pager } from "#app/components/data-table/pager.tsx";
import { Band } from "#app/components/layout/band.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { CsvLink } from "#app/components/layout/view-switch.tsx";
import { ShelfMark } from "#app/components/stock/shelf-mark.tsx";
import { sayCopy, sayDays, sayPrice } from "#app/components/stock/stock-words.ts";
import type { ShelfList } from "#app/lib/api-types.ts";
import { currencySymbol, formatCount } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { patchSearch, toQuery } from "#app/lib/search-params.ts";
import { shelfListInput } from "#server/contracts/stock.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { ShelfSearch } from "./shelf-search.tsx";

export const meta: MetaFunction = () => [{ title: "Inventory · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const input = shelfListInput.parse(Object.fromEntries(new URL(request.url).searchParams));
  return (await callerFor(request, context)).stock.list(input);
}

type Row = ShelfList["rows"][number];

export default function InventoryPage() {
  const list = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const looking = useNavigation().location?.pathname === paths.inventory();
  const { rows, bands, view, choices, shop, mayWork } = list;
  const sortBy = (key: "title" | "onhand" | "price") => {
    const now = view.sort === key ? view.dir : view.sort === "best" && key === "title" && !view.q ? ("asc" as const) : null;
    return { href: toQuery(patchSearch(search, { sort: key, dir: now === "asc" ? "desc" : "asc", cursor: null })), now };
  };
  const short = bands.out + bands.low;
  return (
    <div className="page-body list-page inventory">
      <Band label="Inventory" title="The shelf" figure={formatCount(short)}>
        <p>Titles that are out or low, of {formatCount(bands.titles)} that the shop knows.</p>
      </Band>
      {mayWork ? (
        <nav className="thumb at-thumb" aria-label="Work on the shelf">
          <Link className="btn go" to={paths.inventoryReceive()}>
            <PackagePlus className="i" aria-hidden="true" />
            Receive a box
          </Link>
          <Link className="btn" to={paths.inventoryNew()}>
            <Plus className="i" aria-hidden="true" />
            New record
          </Link>
        </nav>
      ) : null}
      <Block
        track="A1"
        title="Records"
        busy={looking}
        tools={
          <>
            <Link to={paths.suppliers()}>Suppliers</Link>
            <CsvLink title="Records" href={paths.inventoryCsv(patchSearch(search, { cursor: null }))} />
          </>
        }
      >
        <ShelfSearch view={view} bands={bands} choices={choices} />
        {rows.length === 0 ? (
          <Nothing view={view} mayWork={mayWork} isEmpty={bands.titles === 0} />
        ) : (
          <div className={looking ? "shelf-rows busy" : "shelf-rows"}>
            <DataTable
              caption="Records on the shelf"
              rows={rows}
              keyOf={(row) => row.id}
              meta={metaOf}
              columns={[
                { head: "Record", sort: sortBy("title"), cell: (row) => <Name row={row} /> },
                { head: "Number", cell: (row) => row.catalogueNumber ?? "–" },
                { head: "Reorder at", numeric: true, cell: (row) => (row.condition === "new" ? formatCount(row.reorderPoint) : "–") },
                { head: "Desired", numeric: true, cell: (row) => (row.desiredLevel === null ? "–" : formatCount(row.desiredLevel)) },
                { head: "On order", numeric: true, cell: (row) => (row.onOrder === 0 ? "–" : formatCount(row.onOrder)) },
                { head: "Lasts", numeric: true, cell: (row) => sayDays(row.daysOfStock) ?? "–" },
                { head: `Price ${currencySymbol(shop.currency)}`, numeric: true, sort: sortBy("price"), cell: (row) => (row.price === null ? "–" : sayPrice(row.price)) },
                { head: "On hand", numeric: true, amount: true, sort: sortBy("onhand"), cell: (row) => <ShelfMark band={row.band} onHand={row.onHand} /> },
              ]}
            />
            <Pager shown={rows.length} nextCursor={list.nextCursor} noun={rows.length === 1 ? "record" : "records"} />
          </div>
        )}
      </Block>
    </div>
  );
}

function Name({ row }: { row: Row }) {
  const copy = sayCopy(row);
  return (
    <>
      <Link to={paths.inventoryRow(row.id)} prefetch="intent">
        <b>{row.title}</b>
      </Link>
      <span className="by wide-by">{[row.artist, copy, row.location].filter(Boolean).join(" · ")}</span>
    </>
  );
}

const metaOf = (row: Row): string =>
  [row.artist, row.catalogueNumber, sayCopy(row), row.onOrder > 0 ? `${formatCount(row.onOrder)} on order` : null, (row.onHand ?? 0) > 0 && sayDays(row.daysOfStock) ? `lasts ${sayDays(row.daysOfStock)}` : null, row.location].filter(Boolean).join(" · ");

/** Digits alone are a barcode, letters with digits and no space a catalogue number, all else a title. */
function takeOver(text: string): URLSearchParams {
  const name = /^[\d\s-]{8,}$/.test(text) ? "barcode" : /^(?=.*\d)(?=.*[a-z])[a-z0-9-]+$/i.test(text) ? "catalogueNumber" : "title";
  return new URLSearchParams({ [name]: text });
}

function Nothing({ view, mayWork, isEmpty }: { view: ShelfList["view"]; mayWork: boolean; isEmpty: boolean }) {
  if (isEmpty) {
    return (
      <div className="empty">
        <h3>No records yet</h3>
        <p>They come with an import, or one by one.</p>
        {mayWork ? (
          <Link className="btn" to={paths.inventoryNew()}>
            Add the first record
          </Link>
        ) : null}
      </div>
    );
  }
  return (
    <div className="empty">
      <h3 className="long">{view.q ? `Nothing fits “${view.q}”` : "No record fits these filters"}</h3>
      <p>{view.q ? "Neither a title, an artist, a catalogue number nor a barcode holds it." : "Take one of them away, or look at the whole shelf."}</p>
      <p className="acts">
        {view.q && mayWork ? (
          <Link className="btn go" to={paths.inventoryNew(takeOver(view.q))}>
            Add it as a new record
          </Link>
        ) : null}
        <Link className="btn" to={paths.inventory()}>
          Show the whole shelf
        </Link>
      </p>
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
