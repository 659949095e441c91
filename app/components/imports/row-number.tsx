import { formatCount } from "#app/lib/format.ts";

/** A line of a file; on a phone, where the table has no heads, with the word. */
export function RowNumber({ file, line }: { file?: string; line: number }) {
  return (
    <>
      {file ? `${file} ` : <span className="on-phone">Row </span>}
      {formatCount(line)}
    </>
  );
}
