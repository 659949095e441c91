import type { ImportFile } from "#app/lib/api-types.ts";
import { formatDayOfYear, inShopTime } from "#app/lib/format.ts";

type Kept = NonNullable<NonNullable<ImportFile["form"]>["kept"]>;

const MOST_NAMED = 5;
const list = (names: readonly string[]): string => `${names.slice(0, MOST_NAMED).join(", ")}${names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ""}`;

/** How an earlier file with these columns was read, and what is different now. */
export function KeptNote({ kept, timeZone }: { kept: Kept; timeZone: string }) {
  const { fileName, added, gone, lost } = kept;
  const day = formatDayOfYear(inShopTime(kept.at, timeZone).day);
  if (lost.length > 0)
    return (
      <p className="note long" role="status">
        <b>Not as it was read before</b>
        {fileName} ({day}) was read by {lost.length === 1 ? "a column" : "columns"} this file does not have: {list(lost)}. Say anew which column is which.
      </p>
    );
  const changed = [added.length > 0 ? `New here: ${list(added)}.` : "", gone.length > 0 ? `Not here any more: ${list(gone)}.` : ""].filter(Boolean).join(" ");
  return (
    <p className={kept.undone ? "note long" : "note hollow long"} role="status">
      <b>As it was read before</b>
      {kept.undone ? `${fileName} (${day}) was read so, and was taken back since: look whether that was why.` : `What was said for ${fileName} (${day}) stands below.`} {changed}
    </p>
  );
}
