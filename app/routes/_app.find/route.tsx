import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Pager } from "#app/components/data-table/pager.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { formatMoney } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { LISTED_KINDS } from "#server/contracts/search.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { HitTable } from "./hit-table.tsx";

export const meta: MetaFunction = () => [{ title: "Find · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const text = (searchParams.get("q") ?? "").trim().slice(0, 80);
  const kind = LISTED_KINDS.find((listed) => listed === searchParams.get("kind"));
  const caller = await callerFor(request, context);
  const { currency } = await caller.session.shop();
  if (text === "") return { text, currency, list: null, answer: { hits: [], more: [] } };
  if (kind) return { text, currency, list: await caller.search.list({ text, kind, cursor: searchParams.get("cursor") ?? undefined }), answer: { hits: [], more: [] } };
  return { text, currency, list: null, answer: await caller.search.find({ text }) };
}

/** Finds things without the palette: a plain form and its answer, or every hit of one kind. */
export default function FindPage() {
  const { text, answer, list, currency } = useLoaderData<typeof loader>();
  const hits = list ? list.hits : answer.hits;
  return (
    <>
      <div className="page-head">
        <div>
          <p className="label">Find{list ? ` · ${list.says}` : ""}</p>
          <h1>{text === "" ? "Find something" : text}</h1>
        </div>
      </div>
      <div className="page-body">
        <Form method="get" className="filters" role="search">
          <label>
            An order number, a name, a record, a figure
            <input type="search" name="q" defaultValue={text} key={text} maxLength={80} />
          </label>
          <button className="btn go s" type="submit">
            Find
          </button>
        </Form>
        {text !== "" && hits.length === 0 ? (
          <div className="empty">
            <h2>Nothing is called “{text}”</h2>
            <p>Try the number of an order, a part of a customer&rsquo;s name, a title, an artist or a catalogue number.</p>
          </div>
        ) : null}
        {hits.length > 0 ? <HitTable hits={hits} text={text} sayMoney={(amount) => formatMoney(amount, currency)} /> : null}
        {answer.more.length > 0 ? (
          <ul className="more-hits">
            {answer.more.map(({ kind, label, href }) => (
              <li key={kind}>
                <Link className="btn s" to={href}>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        ) : null}
        {list ? (
          <>
            <Pager shown={list.hits.length} nextCursor={list.nextCursor} noun="hits" />
            <p>
              <Link to={paths.find(text)}>Everything that was found for “{text}”</Link>
            </p>
          </>
        ) : null}
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
