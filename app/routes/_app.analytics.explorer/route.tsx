import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData, useNavigation } from "@remix-run/react";
import { Band } from "#app/components/layout/band.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { BlockError } from "#app/components/layout/block-error.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { Later } from "#app/components/layout/later.tsx";
import { SkeletonRows } from "#app/components/layout/skeleton-rows.tsx";
import { CsvLink } from "#app/components/layout/view-switch.tsx";
import { SavedViews } from "#app/components/saved-views/saved-views.tsx";
import { loadBlock, waitBriefly } from "#app/lib/blocks.server.ts";
import { paths } from "#app/lib/paths.ts";
import { parseFilters, readExplorerSearch, readFilterForm, writeExplorerSearch } from "#server/contracts/explorer.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { addressOf, toAddress } from "./explorer-address.ts";
import { ExplorerPager, ExplorerRows } from "./explorer-rows.tsx";
import { sayNewest, saySize, TableList } from "./table-list.tsx";
import { Toolbar } from "./toolbar.tsx";

const SIDE_LIMIT_MS = 300;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data ? data.page.table.label : "Explorer"} · Misty` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const input = readExplorerSearch(search);
  const added = readFilterForm(search);
  // What the small forms send becomes an address like any other, to go back to and to share.
  if (added || search.has("col")) {
    const { filters } = parseFilters(input.f);
    const address = { table: input.table ?? "", cols: input.cols, sort: input.sort, dir: input.dir, filters: [...filters, ...(added ? [added] : [])], q: input.q ?? "" };
    throw redirect(`${new URL(request.url).pathname}?${writeExplorerSearch(address).toString()}`);
  }
  const caller = await callerFor(request, context);
  const tables = loadBlock(caller.explorer.tables());
  const size = loadBlock(caller.explorer.size(input));
  const [page, views] = await Promise.all([caller.explorer.page(input), caller.savedViews.list({ page: "explorer" })]);
  const [side, sized] = await Promise.all([waitBriefly(tables, SIDE_LIMIT_MS), waitBriefly(size, SIDE_LIMIT_MS)]);
  return { page, views, tables: side.now, size: sized.now, adding: search.get("add") };
}

export default function Explorer() {
  const { page, views, tables, size, adding } = useLoaderData<typeof loader>();
  const { table, denied, notices, rows } = page;
  const navigation = useNavigation();
  const leaving = navigation.state === "loading" && navigation.location?.pathname === paths.analytics("explorer");
  const address = addressOf(page);
  const narrowed = page.filters.length > 0 || page.q !== "";
  const search = toAddress(address).slice(1);
  return (
    <div className="page-body list-page explorer-page">
      <Band
        label="Explorer"
        title={table.label}
        figure={<Later value={size} fallback="…">{(read) => (read.ok ? <span className={read.data.counted === "exact" ? undefined : "rough"}>{saySize(read.data)}</span> : null)}</Later>}
      >
        <p>{table.words}</p>
        <Later value={size} fallback={<p>Counting the rows.</p>}>
          {(read) => (read.ok && read.data.newest !== null ? <p>{narrowed ? "Rows that fit the filters. " : ""}The newest row is of {sayNewest(read.data.newest, page.timeZone)}.</p> : null)}
        </Later>
      </Band>
      <div className="explorer">
        <Block track="A1" title="Tables">
          <Later value={tables} fallback={<SkeletonRows rows={8} />}>
            {(read) => (read.ok ? <TableList list={read.data} current={table.id} /> : <BlockError what="The list of tables" sentence={read.sentence} />)}
          </Later>
        </Block>
        <Block
          track="B1"
          title="Rows"
          busy={leaving}
          tools={denied ? null : <CsvLink title={table.label} href={`${paths.analytics("explorer")}.csv${toAddress(address)}`} />}
        >
          <SavedViews page="explorer" search={search} views={views} />
          {notices.map((notice) => (
            <p className="note hollow" role="status" key={notice}>
              {notice}
            </p>
          ))}
          {denied ? (
            <div className="empty">
              <h3>Not for your role</h3>
              <p>{denied}</p>
              <Link className="btn s" to={paths.analytics("explorer")}>
                To the orders
              </Link>
            </div>
          ) : (
            <div className={leaving ? "busy" : undefined}>
              <Toolbar page={page} address={address} adding={adding} />
              {rows.length === 0 ? (
                <div className="empty">
                  <h3>{narrowed ? `No ${table.noun[0]} fits these filters` : `No ${table.noun[1]} yet`}</h3>
                  <p>{narrowed ? "Take one of them away, or look at all rows." : "They appear here with the first one that is entered or imported."}</p>
                  {narrowed ? (
                    <Link className="btn s" to={toAddress(address, { filters: [], q: "" })}>
                      Show all
                    </Link>
                  ) : null}
                </div>
              ) : (
                <>
                  <ExplorerRows page={page} address={address} />
                  <ExplorerPager page={page} address={address} />
                </>
              )}
            </div>
          )}
        </Block>
      </div>
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
