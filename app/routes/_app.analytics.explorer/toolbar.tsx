import { Form, Link, useSubmit } from "@remix-run/react";
import { X } from "lucide-react";
import type { ExplorerPage } from "#app/lib/api-types.ts";
import type { ExplorerAddress } from "#server/contracts/explorer.ts";
import { toAddress } from "./explorer-address.ts";
import { FilterForm, Hidden } from "./filter-form.tsx";

interface ToolbarProps {
  page: ExplorerPage;
  address: ExplorerAddress;
  /** The column that a filter is being added to. */
  adding: string | null;
}

/** Search, filters as chips, a small form for the next filter, and the choice of columns. */
export function Toolbar({ page, address, adding }: ToolbarProps) {
  const { table, filters } = page;
  const column = table.columns.find(({ key, ops }) => key === adding && ops.length > 0);
  return (
    <div className="explorer-tools">
      <Form method="get" className="filters" role="search" aria-label={table.label} key={`${table.id} ${page.q}`}>
        <Hidden address={address} without={["q"]} />
        <label className="wide">
          {table.searchWords}
          <input type="search" name="q" defaultValue={page.q} maxLength={120} />
        </label>
        <button className="btn go s" type="submit">
          Find
        </button>
      </Form>
      <div className="explorer-choices">
        <PickColumn page={page} address={address} />
        <ColumnChoice page={page} address={address} />
      </div>
      {column ? <FilterForm column={column} address={address} key={column.key} /> : null}
      {filters.length > 0 || page.q !== "" ? (
        <ul className="chips" aria-label="Filters">
          {filters.map((filter, at) => (
            <li key={filter.words}>
              <Link to={toAddress(address, { filters: address.filters.filter((_, n) => n !== at) })} preventScrollReset>
                <bdi>{filter.words}</bdi>
                <X className="i" aria-hidden="true" />
                <span className="sr">, take this filter away</span>
              </Link>
            </li>
          ))}
          {page.q !== "" ? (
            <li>
              <Link to={toAddress(address, { q: "" })} preventScrollReset>
                <bdi>Search “{page.q}”</bdi>
                <X className="i" aria-hidden="true" />
                <span className="sr">, take the search away</span>
              </Link>
            </li>
          ) : null}
          <li>
            <Link className="bare" to={toAddress(address, { filters: [], q: "" })} preventScrollReset>
              Take all away
            </Link>
          </li>
        </ul>
      ) : null}
    </div>
  );
}

/** Which column the next filter is about. With script the choice is enough, without there is a button. */
function PickColumn({ page, address }: Omit<ToolbarProps, "adding">) {
  const submit = useSubmit();
  return (
    <Form method="get" className="pick-column" preventScrollReset>
      <Hidden address={address} without={[]} />
      <label className="sr" htmlFor="filter-column">
        Filter by
      </label>
      <select id="filter-column" name="add" defaultValue="" key={toAddress(address)} onChange={(event) => submit(event.target.form, { preventScrollReset: true })}>
        <option value="" disabled>
          Filter by …
        </option>
        {page.table.columns
          .filter(({ ops }) => ops.length > 0)
          .map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
      </select>
      <button className="btn s" type="submit">
        Filter
      </button>
    </Form>
  );
}

/** Which columns are shown, and in the file. */
function ColumnChoice({ page, address }: Omit<ToolbarProps, "adding">) {
  const { table, columns } = page;
  return (
    <details className="columns-choice" key={columns.join()}>
      <summary>
        Columns ({columns.length} of {table.columns.length})
      </summary>
      <Form method="get" preventScrollReset>
        <Hidden address={address} without={["cols"]} />
        <fieldset className="ticks">
          <legend className="sr">Columns to show</legend>
          {table.columns.map(({ key, label }) => (
            <label className="tick" key={key}>
              <input type="checkbox" name="col" value={key} defaultChecked={columns.includes(key)} /> {label}
            </label>
          ))}
        </fieldset>
        <p className="acts">
          <button className="btn s" type="submit">
            Show these
          </button>
          <Link className="btn bare s" to={toAddress(address, { cols: [] })} preventScrollReset>
            The usual ones
          </Link>
        </p>
      </Form>
    </details>
  );
}
