import type { ImportFile } from "#app/lib/api-types.ts";
import type { ColumnField as ColumnName } from "#server/contracts/imports.ts";

interface ColumnFieldProps {
  name: ColumnName;
  label: string;
  columns: NonNullable<ImportFile["form"]>["columns"];
  value: string;
  error: string | undefined;
  hint?: string;
  /** What no column means, where that is allowed. */
  none?: string;
}

/** Says which column of the file is this one, with what stands in it. Without `none` one must be chosen. */
export function ColumnField({ name, label, columns, value, error, hint, none }: ColumnFieldProps) {
  const described = [error ? `${name}-error` : "", hint ? `${name}-hint` : ""].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} defaultValue={value} required={none === undefined} aria-invalid={error ? true : undefined} aria-describedby={described || undefined}>
        <option value="">{none ?? "choose a column"}</option>
        {columns.map((column) => (
          <option key={column.place} value={column.place}>
            {column.name || `Column ${column.place}, without a name`}
            {column.samples[0] ? `: ${column.samples.slice(0, 2).join(", ")}` : ""}
          </option>
        ))}
      </select>
      {error ? (
        <p className="wrong" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
      {hint ? (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
