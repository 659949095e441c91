import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ShouldRevalidateFunction, useLoaderData, useNavigation } from "@remix-run/react";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { loadBlock, waitBriefly } from "#app/lib/blocks.server.ts";
import { formatDayRange } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { describeAgainst, readPeriod } from "#app/lib/period.server.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { DateControl } from "#app/components/period/date-control.tsx";
import { EmptyPeriod } from "#app/components/period/empty-period.tsx";
import { drawRevenue, drawStairs, drawTile } from "./draw-page.server.ts";
import { FeedBlock } from "./feed.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { NeedsYouBlock } from "./needs-you.tsx";
import { RatingsBlock } from "./ratings.tsx";
import { RevenueByGenreBlock } from "./revenue-by-genre.tsx";
import { RevenueOverTimeBlock } from "./revenue-over-time.tsx";
import { Sleeve } from "./sleeve.tsx";
import { StockBlock } from "./stock.tsx";
import { TopAlbumsBlock } from "./top-albums.tsx";
import { TopCustomersBlock } from "./top-customers.tsx";
import { Tracks } from "./tracks.tsx";
import { MOST_ENTRIES } from "./use-feed.ts";

/** The side blocks may come later than the page when they take longer than this. */
const SIDE_LIMIT_MS = 400;

export const meta: MetaFunction = () => [{ title: "Dashboard · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await callerFor(request, context);
  const needsYou = loadBlock(caller.needsYou.list());
  const activity = loadBlock(caller.activity.recent({ limit: MOST_ENTRIES }));
  const page = await caller.dashboard.page(readPeriod(request));
  const [side, feed] = await Promise.all([waitBriefly(needsYou, SIDE_LIMIT_MS), waitBriefly(activity, SIDE_LIMIT_MS)]);
  const { figures, ...blocks } = page;
  const [revenue] = figures.tiles;
  return {
    page: { ...blocks, figures: { ...figures, tiles: figures.tiles.map(drawTile) } },
    drawings: { stairs: revenue ? drawStairs(revenue) : null, revenue: drawRevenue(page.revenueOverTime) },
    against: describeAgainst(page.figures.period),
    needsYou: side.now,
    activity: feed.now,
    now: context.now,
    demoPossible: context.runtime.env.demo,
  };
}

/** How a block is looked at (b1, b2) changes nothing that the loader reads. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, formAction, defaultShouldRevalidate }) => {
  if (formAction === paths.theme) return false;
  if (formAction || currentUrl.pathname !== nextUrl.pathname || currentUrl.search === nextUrl.search) return defaultShouldRevalidate;
  const bare = (url: URL) => {
    const search = new URLSearchParams(url.search);
    for (const key of ["b1", "b2"]) search.delete(key);
    return search.toString();
  };
  return bare(currentUrl) !== bare(nextUrl);
};

export default function Dashboard() {
  const { page, drawings, against, needsYou, activity, now, demoPossible } = useLoaderData<typeof loader>();
  const navigation = useNavigation();
  const { figures } = page;
  const { period, shop, tiles } = figures;
  if (shop.isEmpty) return <FirstSteps shop={shop} demoPossible={demoPossible} />;
  const [revenue, ...others] = tiles;
  const nothingSold = tiles.find((tile) => tile.metric === "orders")?.value === "0";
  const leaving = navigation.state === "loading" && navigation.location?.pathname === paths.dashboard();
  return (
    <>
      <div className="page-head">
        <div>
          <p className="label">Dashboard · {formatDayRange(period.from, period.to)}</p>
          <h1>{period.label}</h1>
        </div>
        <DateControl period={period} against={against} />
      </div>
      {nothingSold ? (
        <div className="page-body">
          <EmptyPeriod period={period} shop={shop} />
        </div>
      ) : null}
      <div className={leaving ? "dash busy" : "dash"} aria-busy={leaving || undefined}>
        <div className="lead">
          {revenue && drawings.stairs ? <Sleeve tile={revenue} stairs={drawings.stairs} period={period} shop={shop} /> : null}
          <Tracks tiles={others} period={period} shop={shop} />
        </div>
        <aside className="side" aria-label="Needs you and activity">
          <NeedsYouBlock result={needsYou} now={now} />
          <FeedBlock result={activity} now={now} shop={shop} />
        </aside>
        <div className="charts">
          {revenue ? <RevenueOverTimeBlock data={page.revenueOverTime} drawing={drawings.revenue} total={revenue} period={period} shop={shop} /> : null}
          <RevenueByGenreBlock data={page.revenueByGenre} period={period} shop={shop} />
          <div className="w5 stack">
            <RatingsBlock data={page.ratings} />
            <StockBlock data={page.stock} />
          </div>
        </div>
        <div className="foot">
          <TopAlbumsBlock data={page.topAlbums} shop={shop} />
          <TopCustomersBlock data={page.topCustomers} shop={shop} />
        </div>
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
