import { Form } from "@remix-run/react";
import type { ImportFile } from "#app/lib/api-types.ts";
import { LAST_FIRST_LINE } from "#server/contracts/imports.ts";

const DELIMITERS = { comma: "comma ,", semicolon: "semicolon ;", tab: "tab", bar: "bar |", blanks: "blanks" } as const;

/** How the lines become cells. A plain GET form: the columns below follow from it. */
export function ReadingForm({ form }: { form: NonNullable<ImportFile["form"]> }) {
  const { header, delimiter, line } = form.choice;
  return (
    <Form method="get" className="filters" preventScrollReset key={`${header}${delimiter}${line}`}>
      <label>
        Cells are separated by
        <select name="delimiter" defaultValue={delimiter}>
          {Object.entries(DELIMITERS).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label>
        The table begins in line
        <input type="number" name="line" min={1} max={LAST_FIRST_LINE} defaultValue={line} />
      </label>
      <label>
        Its first line
        <select name="header" defaultValue={header}>
          <option value="yes">names the columns</option>
          <option value="no">is a row already</option>
        </select>
      </label>
      <button className="btn s" type="submit">
        Read it so
      </button>
    </Form>
  );
}
