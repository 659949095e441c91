import { Form, Link } from "@remix-run/react";
import { useState } from "react";
import { useAwake } from "#app/lib/use-awake.ts";
import type { ExplorerAddress } from "#server/contracts/explorer.ts";
import { hiddenFields, toAddress } from "./explorer-address.ts";
import type { ExplorerColumn } from "./say-cell.ts";

interface FilterFormProps {
  column: ExplorerColumn;
  address: ExplorerAddress;
}

export const Hidden = ({ address, without }: { address: ExplorerAddress; without: readonly string[] }) =>
  hiddenFields(address, without).map(([name, value], at) => <input key={`${name} ${at}`} type="hidden" name={name} value={value} />);

const OP_WORDS: Readonly<Record<string, string>> = { contains: "holds", is: "is", starts: "begins with", eq: "is", lt: "is under", gt: "is over", between: "is from … to" };
const DAYS = ["1", "7", "30", "90", "365"] as const;

/** The one filter that is being added: fields that fit the column. A plain GET form, and links where one click is enough. */
export function FilterForm({ column, address }: FilterFormProps) {
  const withFilter = (op: string, value: string) => toAddress(address, { filters: [...address.filters, { column: column.key, op, value }] });
  const quick = [
    ...(column.ops.includes("last") ? DAYS.map((days) => ({ words: days === "1" ? "today" : `last ${days} days`, to: withFilter("last", days) })) : []),
    ...(column.kind === "boolean" ? [{ words: "yes", to: withFilter("in", "true") }, { words: "no", to: withFilter("in", "false") }] : []),
    ...(column.ops.includes("empty") ? [{ words: "is empty", to: withFilter("empty", "") }, { words: "is filled", to: withFilter("filled", "") }] : []),
  ];
  return (
    <div className="filter-add" role="group" aria-label={`Filter by ${column.label}`}>
      {column.kind === "boolean" ? (
        <b>{column.label}</b>
      ) : (
        <Form method="get" className="filters" preventScrollReset>
          <Hidden address={address} without={[]} />
          <input type="hidden" name="fc" value={column.key} />
          <FilterFields column={column} />
          <button className="btn go s" type="submit">
            Add filter
          </button>
        </Form>
      )}
      <p className="quick">
        {quick.map(({ words, to }) => (
          <Link key={words} to={to} preventScrollReset>
            {words}
          </Link>
        ))}
        <Link to={toAddress(address)} preventScrollReset>
          never mind
        </Link>
      </p>
    </div>
  );
}

function FilterFields({ column }: { column: ExplorerColumn }) {
  const { kind, label, ops, values } = column;
  const [op, setOp] = useState(ops[0] ?? "is");
  const isAwake = useAwake();
  if (kind === "enum") {
    return (
      <fieldset className="ticks">
        <legend>{label}</legend>
        <input type="hidden" name="fo" value="in" />
        {(values ?? []).map((value) => (
          <label className="tick" key={value}>
            <input type="checkbox" name="fv" value={value} /> {value.replaceAll("_", " ")}
          </label>
        ))}
      </fieldset>
    );
  }
  if (kind === "day" || kind === "time") {
    return (
      <>
        <input type="hidden" name="fo" value="between" />
        <label>
          {label} from
          <input type="date" name="fv" autoFocus />
        </label>
        <label>
          to
          <input type="date" name="fv2" />
        </label>
      </>
    );
  }
  const number = kind === "money" || kind === "number";
  const asks = ops.filter((known) => known in OP_WORDS);
  return (
    <>
      <label>
        {label}
        <select name="fo" value={op} onChange={(event) => setOp(event.target.value as typeof op)}>
          {asks.map((known) => (
            <option key={known} value={known}>
              {OP_WORDS[known]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {number ? "Value" : "Text"}
        <input name="fv" inputMode={number ? "decimal" : "text"} maxLength={120} autoFocus />
      </label>
      {number && (op === "between" || !isAwake) ? (
        <label>
          to
          <input name="fv2" inputMode="decimal" maxLength={40} />
        </label>
      ) : null}
    </>
  );
}
