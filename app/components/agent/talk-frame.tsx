import { SkeletonRows } from "../layout/skeleton-rows.tsx";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The conversation of an address; null for a new one, and for what is no id. */
export function conversationIdOf(search: URLSearchParams): string | null {
  const asked = search.get("c");
  return asked !== null && UUID.test(asked) ? asked.toLowerCase() : null;
}

/** A conversation's shape while its code is on the way; hidden where it never comes. */
export function TalkFrame({ className = "talk" }: { className?: string }) {
  return (
    <div className={`${className} needs-script`} aria-busy="true">
      <div className="past">
        <SkeletonRows rows={5} />
      </div>
      <div className="talk-words">
        <SkeletonRows rows={6} />
      </div>
    </div>
  );
}
