import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ShouldRevalidateFunction, useLoaderData, useNavigation } from "@remix-run/react";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { DateControl } from "#app/components/period/date-control.tsx";
import { formatDayRange } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { describeAgainst, readPeriod } from "#app/lib/period.server.ts";
import { albumPageInput } from "#server/contracts/album-page.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { AlbumBuyersBlock, AlbumMovementsBlock, AlbumOrdersBlock } from "./album-people.tsx";
import { AlbumCover } from "./album-cover.tsx";
import { AlbumFigures } from "./album-figures.tsx";
import { AlbumPricesBlock } from "./album-prices.tsx";
import { AlbumReviewsBlock } from "./album-reviews.tsx";
import { AlbumSalesBlock } from "./album-sales.tsx";
import { AlbumLevelsBlock, AlbumShelfBlock } from "./album-shelf.tsx";
import { drawLevels, drawSales } from "./draw-album.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.page.album.title ?? "Record"} · Misty` }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const reviews = new URL(request.url).searchParams.get("reviews") ?? undefined;
  const asked = albumPageInput.safeParse({ ...readPeriod(request), id: params["id"], reviews });
  if (!asked.success) throw Response.json({ sentence: "There is no record at this address.", fields: {}, requestId: context.requestId, unexpected: false }, { status: 404 });
  const caller = await callerFor(request, context);
  const page = await caller.albums.byId(asked.data);
  const { from, to } = page.period;
  return {
    page,
    notes: await caller.annotations.list({ from, to }),
    drawings: { sales: drawSales(page), levels: drawLevels(page) },
    against: describeAgainst(page.period),
    today: todayIn(page.shop.timeZone, context.now),
  };
}

/** Whether a block is shown as chart or table changes nothing that the loader reads. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, formAction, defaultShouldRevalidate }) => {
  if (formAction === paths.theme) return false;
  if (formAction || currentUrl.pathname !== nextUrl.pathname || currentUrl.search === nextUrl.search) return defaultShouldRevalidate;
  const bare = ({ searchParams }: URL) => [...searchParams].filter(([key]) => !/^b\d$/.test(key)).join("&");
  return bare(currentUrl) !== bare(nextUrl);
};

/** One record: what it is, what it sold, what is left, what people say of it, and what it cost when. */
export default function AlbumPage() {
  const { page, notes, drawings, against, today } = useLoaderData<typeof loader>();
  const { period, shop } = page;
  const navigation = useNavigation();
  const leaving = navigation.state === "loading" && navigation.location?.pathname === paths.album(page.album.id);
  return (
    <>
      <div className="page-head">
        <p className="label">Record · {formatDayRange(period.from, period.to)}</p>
        <DateControl period={period} against={against} since={shop.firstOrderDay} today={today} />
      </div>
      <div className={leaving ? "page-body album busy" : "page-body album"} aria-busy={leaving || undefined}>
        <div className="tab-figures">
          <AlbumCover page={page} />
          <AlbumFigures page={page} />
        </div>
        <div className="tab-blocks">
          <AlbumSalesBlock page={page} drawing={drawings.sales} notes={notes} />
          <AlbumShelfBlock page={page} />
          <AlbumLevelsBlock page={page} drawing={drawings.levels} />
          <AlbumPricesBlock page={page} />
          <AlbumReviewsBlock page={page} />
          <AlbumMovementsBlock page={page} />
          <AlbumBuyersBlock page={page} />
          <AlbumOrdersBlock page={page} />
        </div>
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
