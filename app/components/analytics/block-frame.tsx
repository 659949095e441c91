import { Link, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { Block } from "#app/components/layout/block.tsx";
import { CsvLink, ViewSwitch } from "#app/components/layout/view-switch.tsx";
import { Term } from "#app/components/ui/term.tsx";
import { patchSearch, toQuery } from "#app/lib/search-params.ts";
import type { BlockHead } from "./types.ts";

interface BlockFrameProps {
  head: BlockHead;
  /** False where there is a table alone. */
  hasChart: boolean;
  busy?: boolean;
  children: ReactNode;
}

const WHEN: Record<BlockHead["time"], string> = {
  range: "",
  now: " It is the state now, whatever days the page looks at.",
  "as-of": " It counts the whole history up to the last day that the page looks at.",
};

/** What a block keeps in every state: its rule, track, title with definition, choices and ways to look at it. */
export function BlockFrame({ head, hasChart, busy = false, children }: BlockFrameProps) {
  const title = <Term id={`def-${head.track.toLowerCase()}`} label={head.title} definition={head.words + WHEN[head.time]} formula={head.formula} />;
  const tools = hasChart ? <ViewSwitch track={head.track} title={head.title} csvHref={head.csvHref} /> : <CsvLink title={head.title} href={head.csvHref} />;
  return (
    <Block track={head.track} title={title} name={head.title} span={head.span} busy={busy} tools={tools}>
      <Choices head={head} />
      <div className="block-body">{children}</div>
    </Block>
  );
}

/** Ways to look at a block. They stand in the address beside everything else that stands there. */
function Choices({ head }: { head: BlockHead }) {
  const [search] = useSearchParams();
  if (head.choices.length < 2) return null;
  const key = `${head.track.toLowerCase()}-by`;
  const fallback = head.choices[0]?.value;
  return (
    <div className="choices" role="group" aria-label={`${head.title}: look at`}>
      {head.choices.map(({ value, label }) => (
        <Link key={value} to={toQuery(patchSearch(search, { [key]: value === fallback ? null : value }))} replace preventScrollReset aria-current={value === head.by ? "true" : undefined}>
          {label}
        </Link>
      ))}
    </div>
  );
}
