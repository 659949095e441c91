import { useNavigation } from "@remix-run/react";

/** A bar at the top edge while the next page is on its way, and a word for those who do not see it. */
export function NavigationProgress() {
  const busy = useNavigation().state !== "idle";
  return (
    <>
      {busy ? <div className="on-its-way" aria-hidden="true" /> : null}
      <p className="sr" role="status">
        {busy ? "Loading" : ""}
      </p>
    </>
  );
}
