import type { SystemStatus } from "#app/lib/api-types.ts";

const STATE = { ok: { mark: "state done", words: "OK" }, degraded: { mark: "state open", words: "Degraded" }, off: { mark: "state", words: "Off" } } as const;

/** Each thing the program stands on: its state as a mark and a word, why, and what still works. */
export function Dependencies({ dependencies }: { dependencies: SystemStatus["dependencies"] }) {
  return (
    <ul className="dependencies">
      {dependencies.map(({ id, name, state, reason, works }) => (
        <li key={id} id={`part-${id}`}>
          <h3>{name}</h3>
          <p className={STATE[state].mark}>{STATE[state].words}</p>
          <p className="long">{reason}</p>
          <p className="quiet long">{works}</p>
        </li>
      ))}
    </ul>
  );
}
