import { Link } from "@remix-run/react";
import type { SettingsPageData } from "#app/lib/api-types.ts";
import { paths } from "#app/lib/paths.ts";

/** Says how far a change of the time zone is that a worker makes; nothing when there is none. */
export function ZoneNote({ job }: { job: SettingsPageData["zoneJob"] }) {
  if (!job) return null;
  const zone = job.timeZone.replaceAll("_", " ");
  if (job.state === "failed")
    return (
      <p className="note long" role="alert">
        <b>The time zone could not be changed to {zone}.</b>
        Nothing was changed. {job.error?.split("\n")[0]} <Link to={paths.system}>Look at the job</Link>
      </p>
    );
  return (
    <p className="note hollow long" role="status">
      <b>{job.state === "active" ? `All days are being counted anew for ${zone}.` : `A worker will count all days anew for ${zone}, within 15 seconds.`}</b>
      Until then the old time zone holds for everything. You can leave this page.
    </p>
  );
}
