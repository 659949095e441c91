import { Check, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { Timings } from "./conversation.ts";
import { sayDuration, sayFound, type Step } from "./read-message.ts";

interface StepsProps {
  steps: readonly Step[];
  timings: Timings;
  isBusy: boolean;
}

/** One line over the look-ups: what is going on, or what was done. */
function sayAll(steps: readonly Step[], timings: Timings, isBusy: boolean): string {
  const working = steps.findIndex(({ state }) => state === "working");
  if (isBusy && working !== -1) return steps.length === 1 ? "Looking it up" : `Working, step ${working + 1} of ${steps.length}`;
  const places = steps.length === 1 ? "1 place" : `${steps.length} places`;
  const known = steps.flatMap(({ callId }) => timings[callId] ?? []);
  const total = known.reduce((sum, ms) => sum + ms, 0);
  return `Looked in ${places}${known.length === steps.length ? `, ${sayDuration(total)}` : ""}`;
}

/** What the assistant looked up, by plain names. Who watched it at work keeps it open, so that nothing moves when it is done; later it is one line. */
export function Steps({ steps, timings, isBusy }: StepsProps) {
  const [choice, setChoice] = useState<boolean | null>(isBusy ? true : null);
  if (steps.length === 0) return null;
  const isOpen = choice ?? steps.some(({ state }) => state === "failed");
  return (
    <details className="steps" open={isOpen}>
      <summary
        onClick={(event) => {
          event.preventDefault();
          setChoice(!isOpen);
        }}
      >
        {sayAll(steps, timings, isBusy)}
      </summary>
      <ol>
        {steps.map((step) => (
          <StepLine key={step.callId} step={step} ms={timings[step.callId]} isBusy={isBusy} />
        ))}
      </ol>
    </details>
  );
}

function StepLine({ step, ms, isBusy }: { step: Step; ms: number | undefined; isBusy: boolean }) {
  if (step.state === "done") {
    return (
      <li>
        <Check className="i" aria-hidden="true" />
        <span>
          {step.label}
          <span className="sr">, done</span>
        </span>
        <span className="quiet">
          {step.block ? sayFound(step.block) : ""}
          {ms === undefined ? "" : `, ${sayDuration(ms)}`}
        </span>
      </li>
    );
  }
  if (step.state === "failed" || !isBusy) {
    return (
      <li className="failed">
        <TriangleAlert className="i" aria-hidden="true" />
        <span>
          {step.label}
          <span className="by">{step.sentence ?? "Not finished."}</span>
        </span>
      </li>
    );
  }
  return (
    <li className="run">
      <span className="spin" aria-hidden="true" />
      <span>{step.label}</span>
      <span className="quiet">working</span>
    </li>
  );
}
