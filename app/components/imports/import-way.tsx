import { Link } from "@remix-run/react";
import { paths } from "#app/lib/paths.ts";

/** The way back from the page of a file or an import, and why what was asked there was not done. */
export function ImportWay({ refusal }: { refusal: { title: string; sentence: string } | null }) {
  return (
    <>
      <p className="import-way">
        <Link className="touch" to={paths.imports()}>
          All imports
        </Link>
      </p>
      {refusal ? (
        <p className="note long" role="alert">
          <b>{refusal.title}</b>
          {refusal.sentence}
        </p>
      ) : null}
    </>
  );
}
