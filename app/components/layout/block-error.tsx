import { useRevalidator } from "@remix-run/react";
import { RotateCw } from "lucide-react";

interface BlockErrorProps {
  /** What did not load: "The activity". */
  what: string;
  sentence: string;
}

/** A failure in the place of a block's content; the rest of the page stands. */
export function BlockError({ what, sentence }: BlockErrorProps) {
  const { revalidate, state } = useRevalidator();
  return (
    <div className="empty" role="alert">
      <h3>{what} did not load</h3>
      <p>{sentence} The rest of the page is current.</p>
      <button className="btn s" type="button" disabled={state !== "idle"} onClick={revalidate}>
        <RotateCw className="i" aria-hidden="true" />
        Try again
      </button>
    </div>
  );
}
