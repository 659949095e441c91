import { Link, useSearchParams } from "@remix-run/react";
import { Block } from "#app/components/layout/block.tsx";
import { CsvLink } from "#app/components/layout/view-switch.tsx";
import type { Shop, TopCustomers } from "#app/lib/api-types.ts";
import { currencySymbol, formatAmount, formatCount } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { pickPeriod } from "#app/lib/search-params.ts";

const TITLE = "Top customers";

/** B6: who brought most. Walk-ins are nobody and left out. */
export function TopCustomersBlock({ data, shop }: { data: TopCustomers; shop: Shop }) {
  const [search] = useSearchParams();
  return (
    <Block track="B6" title={TITLE} span={5} tools={<CsvLink title={TITLE} href={paths.dashboardCsv("top-customers", pickPeriod(search))} />}>
      {data.length === 0 ? (
        <p className="quiet">Nobody known bought in this period.</p>
      ) : (
        <table className="table">
          <caption className="sr">{TITLE}, by revenue</caption>
          <thead>
            <tr>
              <th scope="col">Customer</th>
              <th scope="col" className="num">
                Orders
              </th>
              <th scope="col" className="num">
                {currencySymbol(shop.currency)}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.map((customer) => (
              <tr key={customer.customerId}>
                <td className="long">
                  <Link className="plain" to={paths.orders(new URLSearchParams({ customer: String(customer.number) }))}>
                    <b>{customer.name ?? `Customer ${customer.number}`}</b>
                  </Link>
                  {customer.favouriteGenre ? <span className="by">{customer.favouriteGenre}</span> : null}
                </td>
                <td className="num">{formatCount(customer.orders)}</td>
                <td className="num">{formatAmount(customer.revenue)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Block>
  );
}
