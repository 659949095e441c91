import { Form, Link, useSearchParams, useSubmit } from "@remix-run/react";
import { ChevronDown } from "lucide-react";
import { useEffect, useRef } from "react";
import { CHOSEN_GRAINS, type ChosenGrain } from "#server/contracts/analytics.ts";
import type { Period } from "#app/lib/api-types.ts";
import { patchSearch, toQuery } from "#app/lib/search-params.ts";

const PRESETS = [
  { preset: "7", label: "7 days" },
  { preset: "30", label: "30 days" },
  { preset: "90", label: "90 days" },
  { preset: "365", label: "365 days" },
  { preset: "mtd", label: "Month to date" },
  { preset: "lm", label: "Last month" },
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
  /** The bars of the page's charts over time: how long they are, and whether a person chose it. Pages without such a choice leave it out. */
  grain?: { shown: ChosenGrain; chosen: ChosenGrain | null };
  /** The first day with an order: then all of the history is offered. */
  since?: string | null;
  /** Today in the shop's time zone; needed where `since` is given. */
  today?: string;
}

/** The one date control of a page. All of it stands in the address, and all of it works without a script. */
export function DateControl({ period, against, grain, since, today = "" }: DateControlProps) {
  const [search] = useSearchParams();
  const submit = useSubmit();
  const toPreset = (preset: string) => toQuery(patchSearch(search, { p: preset === "30" ? null : preset, from: null, to: null }));
  const custom = toQuery(patchSearch(search, { p: "custom", from: period.from, to: period.to }));
  // Whatever else the address says of the page stays as it is.
  const kept = [...search].filter(([key]) => key !== "against" && key !== "cursor");
  const isCustom = period.preset === "custom";
  const isAll = isCustom && since !== undefined && period.from === since && period.to === today;
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
        {since ? (
          <Link to={toQuery(patchSearch(search, { p: "custom", from: since, to: today }))} preventScrollReset aria-current={isAll ? "true" : undefined}>
            All
          </Link>
        ) : null}
        <Link to={custom} preventScrollReset aria-current={isCustom && !isAll ? "true" : undefined}>
          Custom
        </Link>
      </nav>
      <Form method="get" className="pick" preventScrollReset onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}>
        {kept.map(([key, value]) => (key === "grain" && grain ? null : <input key={key} type="hidden" name={key} value={value} />))}
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
        {grain ? <GrainSelect {...grain} /> : null}
        <noscript>
          <button className="go">Show</button>
        </noscript>
      </Form>
      {isCustom ? (
        <Form method="get" className="custom" preventScrollReset key={`${period.from} ${period.to}`}>
          <input type="hidden" name="p" value="custom" />
          {[...search].map(([key, value]) => (["p", "from", "to", "cursor"].includes(key) ? null : <input key={key} type="hidden" name={key} value={value} />))}
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

/** How long a bar of the charts over time is. */
function GrainSelect({ shown, chosen }: { shown: ChosenGrain; chosen: ChosenGrain | null }) {
  return (
    <>
      <label className="quiet" htmlFor="grain">
        by
      </label>
      <span>
        <select id="grain" name="grain" key={`${shown} ${chosen ?? ""}`} defaultValue={chosen ?? ""}>
          <option value="">{shown}</option>
          {CHOSEN_GRAINS.map((grain) => (
            <option key={grain} value={grain}>
              {grain}
            </option>
          ))}
        </select>
        <ChevronDown className="i" aria-hidden="true" />
      </span>
    </>
  );
}
