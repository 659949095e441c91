import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, type ShouldRevalidateFunction, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { AnalyticsBlock, AnalyticsBlockError } from "#app/components/analytics/analytics-block.tsx";
import { AnalyticsBlockSkeleton } from "#app/components/analytics/analytics-block-skeleton.tsx";
import type { BlockHead } from "#app/components/analytics/types.ts";
import { AnnotationsBar } from "#app/components/annotations/annotations-bar.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { Later } from "#app/components/layout/later.tsx";
import { DateControl } from "#app/components/period/date-control.tsx";
import { EmptyPeriod } from "#app/components/period/empty-period.tsx";
import { SavedViews } from "#app/components/saved-views/saved-views.tsx";
import type { AnalyticsPage } from "#app/lib/api-types.ts";
import { loadBlock, waitBriefly } from "#app/lib/blocks.server.ts";
import { formatDayRange } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { describeAgainst } from "#app/lib/period.server.ts";
import { ANALYTICS_TABS, choiceKey, TAB_LABELS, tabInput } from "#server/contracts/analytics.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { TabFigures } from "./tab-figures.tsx";

/** A block that takes longer than this comes after the page. */
const BLOCK_LIMIT_MS = 500;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data ? TAB_LABELS[data.tab] : "Analytics"} · Misty` }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const asked = tabInput.safeParse({ ...Object.fromEntries(search), tab: params["tab"] });
  if (!asked.success) throw Response.json({ sentence: `Analytics has no such page. There are ${ANALYTICS_TABS.join(", ")} and explorer.`, fields: {}, requestId: context.requestId, unexpected: false }, { status: 404 });
  const { tab } = asked.data;
  const caller = await callerFor(request, context);
  const page = await caller.analytics.tab(asked.data);
  const { from, to } = page.period;
  const [notes, views] = await Promise.all([loadBlock(caller.annotations.list({ from, to })), loadBlock(caller.savedViews.list({ page: tab }))]);
  const until = performance.now() + BLOCK_LIMIT_MS;
  const blocks = page.blocks.map(({ id, track }) => loadBlock(caller.analytics.block({ ...asked.data, block: id, by: search.get(choiceKey(track)) ?? undefined })));
  const results = await Promise.all(blocks.map((block) => waitBriefly(block, Math.max(1, until - performance.now()))));
  return { tab, page, notes: notes.ok ? notes.data : [], views: views.ok ? views.data : [], results: results.map(({ now }) => now), against: describeAgainst(page.period), today: todayIn(page.shop.timeZone, context.now) };
}

/** Whether a block is shown as chart or table (b1, b2) changes nothing that the loader reads. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, formAction, defaultShouldRevalidate }) => {
  if (formAction === paths.theme) return false;
  if (formAction || currentUrl.pathname !== nextUrl.pathname || currentUrl.search === nextUrl.search) return defaultShouldRevalidate;
  const bare = ({ searchParams }: URL) => [...searchParams].filter(([key]) => !/^[a-c]\d+$/.test(key)).join("&");
  return bare(currentUrl) !== bare(nextUrl);
};

export default function AnalyticsTab() {
  const { tab, page, notes, views, results, against, today } = useLoaderData<typeof loader>();
  const { shop, period } = page;
  const navigation = useNavigation();
  const [search] = useSearchParams();
  if (shop.isEmpty) return <EmptyShop title={TAB_LABELS[tab]} />;
  const leaving = navigation.state === "loading" && navigation.location?.pathname === paths.analytics(tab);
  return (
    <>
      <div className="page-head">
        <div>
          <p className="label">Analytics · {formatDayRange(period.from, period.to)}</p>
          <h1>{TAB_LABELS[tab]}</h1>
        </div>
        <DateControl period={period} against={against} grain={{ shown: page.grain, chosen: page.chosenGrain }} since={shop.firstOrderDay} today={today} />
        <SavedViews page={tab} views={views} />
      </div>
      {tab !== "inventory" && isOutside(period, shop) ? (
        <div className="page-body">
          <EmptyPeriod period={period} shop={shop} />
        </div>
      ) : null}
      {page.grainNotice ? (
        <p className="page-body quiet" role="status">
          {page.grainNotice}
        </p>
      ) : null}
      <div className={leaving ? "page-body tab-page busy" : "page-body tab-page"} aria-busy={leaving || undefined}>
        <TabFigures figures={page.figures} period={period} shop={shop} />
        <div className="tab-blocks">
          {page.blocks.map((outline, at) => {
            const head = headOf(outline, tab, search);
            return (
              <Later key={outline.id} value={results[at] ?? { ok: false as const, sentence: "It was not read." }} fallback={<AnalyticsBlockSkeleton head={head} />}>
                {(result) => (result.ok ? <AnalyticsBlock block={{ ...result.data, ...head, by: result.data.by, whenEmpty: result.data.whenEmpty, timeZone: shop.timeZone, marks: notes }} /> : <AnalyticsBlockError head={head} sentence={result.sentence} />)}
              </Later>
            );
          })}
          <Block track="C1" title="Notes on these days" span={12}>
            <AnnotationsBar notes={notes} period={{ from: period.from, to: period.to }} />
          </Block>
        </div>
      </div>
    </>
  );
}

/** Whether no order of the shop can fall into the days: its history ends before them, or begins after them. */
const isOutside = ({ from, to }: AnalyticsPage["period"], { firstOrderDay: first, lastOrderDay: last }: AnalyticsPage["shop"]): boolean => first !== null && last !== null && (last < from || to < first);

/** A shop without orders and records: what to do first instead of a page of zeros. */
function EmptyShop({ title }: { title: string }) {
  return (
    <>
      <div className="page-head">
        <div>
          <p className="label">Analytics</p>
          <h1>{title}</h1>
        </div>
      </div>
      <div className="page-body">
        <div className="note hollow" role="status">
          <b>Nothing to count yet</b>
          The shop holds neither an order nor a record. Figures and charts appear here with the first ones.
          <span className="acts">
            <Link className="btn s" to={paths.dashboard()}>
              What to do first
            </Link>
          </span>
        </div>
      </div>
    </>
  );
}

/** What the frame of a block needs before its rows are there. */
function headOf(outline: AnalyticsPage["blocks"][number], tab: AnalyticsPage["blocks"][number]["tab"], search: URLSearchParams): BlockHead {
  const asked = search.get(choiceKey(outline.track));
  const by = outline.choices.find(({ value }) => value === asked)?.value ?? outline.choices[0]?.value ?? "";
  return { ...outline, by, csvHref: paths.analyticsCsv(tab, outline.id, search, outline.choices.length > 0 ? by : null) };
}

export const ErrorBoundary = ErrorPage;
