import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { formatCount, formatMoney } from "#app/lib/format.ts";
import { callerFor } from "#server/trpc/caller.ts";

export const meta: MetaFunction = () => [{ title: "Find · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const text = (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, 80);
  const caller = await callerFor(request, context);
  const shop = await caller.session.shop();
  return { text, currency: shop.currency, hits: text === "" ? [] : await caller.search.find({ text }) };
}

/** Finds things without the palette: a plain form and its answer. */
export default function FindPage() {
  const { text, hits, currency } = useLoaderData<typeof loader>();
  return (
    <>
      <div className="page-head">
        <div>
          <p className="label">Find</p>
          <h1>{text === "" ? "Find something" : text}</h1>
        </div>
      </div>
      <div className="page-body">
        <Form method="get" className="filters" role="search">
          <label>
            An order number, a name, a record
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
        {hits.length > 0 ? (
          <div className="rows">
            <table className="table">
              <caption className="sr">Found for {text}</caption>
              <thead>
                <tr>
                  <th scope="col">What</th>
                  <th scope="col">Detail</th>
                  <th scope="col" className="num">
                    Beside it
                  </th>
                </tr>
              </thead>
              <tbody>
                {hits.map((hit) => (
                  <tr key={`${hit.kind} ${hit.id}`}>
                    <td className="long">
                      <Link to={hit.href}>
                        <b>{hit.title}</b>
                      </Link>
                    </td>
                    <td className="second long">{hit.detail}</td>
                    <td className="num amount">{hit.kind === "album" ? sayLeft(hit.onHand) : hit.amount === null ? "" : formatMoney(hit.amount, currency)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : null}
      </div>
    </>
  );
}

const sayLeft = (onHand: number | null): string => (onHand === null ? "" : onHand === 0 ? "out" : `${formatCount(onHand)} left`);

export const ErrorBoundary = ErrorPage;
