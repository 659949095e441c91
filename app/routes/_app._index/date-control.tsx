import { Form, Link, useSearchParams, useSubmit } from "@remix-run/react";
import { ChevronDown } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Period } from "#app/lib/api-types.ts";
import { patchSearch, pickPeriod, toQuery } from "#app/lib/search-params.ts";

const PRESETS = [
  { preset: "7", label: "7 days" },
  { preset: "30", label: "30 days" },
  { preset: "90", label: "90 days" },
  { preset: "365", label: "365 days" },
  { preset: "mtd", label: "Month to date" },
  { preset: "ytd", label: "Year to date" },
] as const;

/** One of the ranges a period can be held against, in words: "the 30 days before". */
export interface AgainstOption {
  kind: string;
  label: string;
}

interface DateControlProps {
  period: Period;
  against: readonly AgainstOption[];
}

/** The one date control of a page. All of it stands in the address, and all of it works without a script. */
export function DateControl({ period, against }: DateControlProps) {
  const [search] = useSearchParams();
  const submit = useSubmit();
  const toPreset = (preset: string) => toQuery(patchSearch(search, { p: preset === "30" ? null : preset, from: null, to: null }));
  const custom = toQuery(patchSearch(search, { p: "custom", from: period.from, to: period.to }));
  const kept = [...pickPeriod(search)];
  const isCustom = period.preset === "custom";
  const presets = useRef<HTMLElement>(null);

  // Where the presets scroll sideways, the chosen one is in view.
  useEffect(() => {
    const chosen = presets.current?.querySelector<HTMLElement>("[aria-current]");
    if (presets.current && chosen) presets.current.scrollLeft = chosen.offsetLeft - presets.current.clientWidth / 2 + chosen.clientWidth / 2;
  }, [period.preset]);

  return (
    <div className="dates" role="group" aria-label="Period">
      <nav className="seg" aria-label="Days to look at" ref={presets}>
        {PRESETS.map(({ preset, label }) => (
          <Link key={preset} to={toPreset(preset)} preventScrollReset aria-current={period.preset === preset ? "true" : undefined}>
            {label}
          </Link>
        ))}
        <Link to={custom} preventScrollReset aria-current={isCustom ? "true" : undefined}>
          Custom
        </Link>
      </nav>
      <Form method="get" className="pick" preventScrollReset onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}>
        {kept.map(([key, value]) => (key === "against" ? null : <input key={key} type="hidden" name={key} value={value} />))}
        <label className="quiet" htmlFor="against">
          against
        </label>
        <span>
          <select id="against" name="against" key={period.against} defaultValue={period.against}>
            {against.map(({ kind, label }) => (
              <option key={kind} value={kind}>
                {label}
              </option>
            ))}
          </select>
          <ChevronDown className="i" aria-hidden="true" />
        </span>
        <noscript>
          <button className="go">Show</button>
        </noscript>
      </Form>
      {isCustom ? (
        <Form method="get" className="custom" preventScrollReset key={`${period.from} ${period.to}`}>
          <input type="hidden" name="p" value="custom" />
          {search.get("against") ? <input type="hidden" name="against" value={period.against} /> : null}
          <label>
            First day
            <input type="date" name="from" required defaultValue={period.from} />
          </label>
          <label>
            Last day
            <input type="date" name="to" required defaultValue={period.to} />
          </label>
          <button className="btn s" type="submit">
            Show these days
          </button>
        </Form>
      ) : null}
      {period.notice ? (
        <p className="custom wrong" role="status">
          {period.notice}
        </p>
      ) : null}
    </div>
  );
}
