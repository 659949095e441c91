import { Form, Link } from "@remix-run/react";
import { paths } from "#app/lib/paths.ts";

/** Edit and remove, at the end of a row. */
export function RowActs({ kind, id, of }: { kind: "budget" | "price"; id: string; of: string }) {
  return (
    <span className="row-acts">
      <Link className="touch" to={`${paths.aiBudgets}?${kind}=${id}#${kind === "budget" ? "a2" : "b2"}`}>
        Edit<span className="sr"> {of}</span>
      </Link>
      <Form method="post" className="undo" preventScrollReset>
        <input type="hidden" name="id" value={id} />
        <button className="btn bare s" name="intent" value={`remove-${kind}`}>
          Remove<span className="sr"> {of}</span>
        </button>
      </Form>
    </span>
  );
}
