import { Form, Link, useSubmit } from "@remix-run/react";
import { formatCount, formatDayOfYear, formatShort, inShopTime } from "#app/lib/format.ts";
import type { ExplorerSize, ExplorerTables } from "#app/lib/api-types.ts";
import { toAddress } from "./explorer-address.ts";

/** "14,012", "about 2.7M", "more than 100,000". */
export function saySize({ count, counted }: Pick<ExplorerSize, "count" | "counted">): string {
  if (counted === "about") return `about ${formatShort(count)}`;
  return counted === "more" ? `more than ${formatCount(count)}` : formatCount(count);
}

/** The day of the newest row, in the shop's time. */
export const sayNewest = (newest: string, timeZone: string): string => formatDayOfYear(newest.includes("T") ? inShopTime(new Date(newest), timeZone).day : newest);

const bare = (table: string) => toAddress({ table, cols: [], filters: [], q: "" });

/** Every table with its rows and its newest one: a list where there is room, a choice where there is not. */
export function TableList({ list, current }: { list: ExplorerTables; current: string }) {
  const submit = useSubmit();
  return (
    <>
      <ul className="table-list">
        {list.tables.map(({ id, label, count, counted, newest }) => (
          <li key={id}>
            <Link to={bare(id)} aria-current={id === current ? "page" : undefined}>
              <b>{label}</b>
              <span className="num">{saySize({ count, counted })}</span>
              <span className="by">{newest === null ? "empty" : `newest ${sayNewest(newest, list.timeZone)}`}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Form method="get" className="table-pick filters">
        <label>
          Table
          <select name="table" defaultValue={current} key={current} onChange={(event) => submit(event.target.form)}>
            {list.tables.every(({ id }) => id !== current) ? <option value={current}>not for your role</option> : null}
            {list.tables.map(({ id, label, count, counted }) => (
              <option key={id} value={id}>
                {label} ({saySize({ count, counted })})
              </option>
            ))}
          </select>
        </label>
        <button className="btn s" type="submit">
          Open
        </button>
      </Form>
    </>
  );
}
