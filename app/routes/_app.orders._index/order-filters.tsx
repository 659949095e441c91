import { Form, Link, useSearchParams } from "@remix-run/react";
import { ORDER_STATUSES } from "#db/enums.ts";
import { ORDER_STATUS_WORDS, sayChannel } from "#app/components/ui/order-words.ts";
import type { OrderList } from "#app/lib/api-types.ts";
import { paths } from "#app/lib/paths.ts";

interface OrderFiltersProps {
  filters: OrderList["filters"];
  channels: readonly string[];
  period: OrderList["period"];
  narrowed: boolean;
}

/** What narrows the list. A plain GET form, so every list has an address. */
export function OrderFilters({ filters, channels, period, narrowed }: OrderFiltersProps) {
  const [search] = useSearchParams();
  return (
    <Form method="get" className="filters" role="search" aria-label="Orders" key={search.toString()}>
      {["sort", "dir", "customer", "batch"].map((name) => {
        const value = search.get(name);
        return value ? <input key={name} type="hidden" name={name} value={value} /> : null;
      })}
      <label>
        Number or customer
        <input type="search" name="q" defaultValue={filters.q ?? ""} maxLength={80} />
      </label>
      <label>
        Status
        <select name="status" defaultValue={filters.status ?? ""}>
          <option value="">any</option>
          {ORDER_STATUSES.map((status) => (
            <option key={status} value={status}>
              {ORDER_STATUS_WORDS[status]}
            </option>
          ))}
        </select>
      </label>
      <label>
        From
        <select name="channel" defaultValue={filters.channel ?? ""}>
          <option value="">anywhere</option>
          {channels.map((channel) => (
            <option key={channel} value={channel}>
              {sayChannel(channel)}
            </option>
          ))}
        </select>
      </label>
      <label>
        First day
        <input type="date" name="from" defaultValue={period?.from ?? ""} />
      </label>
      <label>
        Last day
        <input type="date" name="to" defaultValue={period?.to ?? ""} />
      </label>
      <button className="btn go s" type="submit">
        Show
      </button>
      {narrowed ? (
        <Link className="btn bare s" to={paths.orders()}>
          Show all
        </Link>
      ) : null}
    </Form>
  );
}
