import type { ActivityLog } from "#app/lib/api-types.ts";
import { paths } from "#app/lib/paths.ts";
import { Link } from "@remix-run/react";

type Entry = ActivityLog["entries"][number];

const sayValue = (value: unknown): string => (value === null ? "none" : typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : JSON.stringify(value));

/** What is known besides the sentence: values for managers, everything else done with the same thing, the request. */
export function ActivityDetails({ entry }: { entry: Entry }) {
  const { details, objectType, objectId, requestId, hasHiddenDetails } = entry;
  const values = Object.entries(details ?? {}).filter(([, value]) => value !== null && value !== "");
  if (values.length === 0 && !objectId && !requestId) return null;
  return (
    <details className="act-details">
      <summary>
        More<span className="sr"> about this act</span>
      </summary>
      <dl className="facts">
        {values.map(([name, value]) => (
          <div key={name}>
            <dt>{name.replaceAll("_", " ").replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()}</dt>
            <dd>{sayValue(value)}</dd>
          </div>
        ))}
        {requestId ? (
          <div>
            <dt>request</dt>
            <dd>{requestId}</dd>
          </div>
        ) : null}
      </dl>
      {hasHiddenDetails ? <p className="small quiet">Its values are for managers, or were erased.</p> : null}
      {objectType && objectId ? (
        <p>
          <Link to={paths.activityOf(objectType, objectId)}>Everything done with this {objectType.replaceAll("_", " ")}</Link>
        </p>
      ) : null}
    </details>
  );
}
