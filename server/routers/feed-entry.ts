import type { ActivityFacts } from "#db/queries/activity/list-activities.ts";
import type { SentencePart } from "../contracts/activity.ts";
import { beginWithVerb, describeActivity, initialsOf } from "../contracts/describe-activity.ts";

/** An entry of the feed, in words. */
interface FeedEntry {
  id: string;
  at: Date;
  /** Who did it; null for the shop itself (a web order, a job). */
  actorName: string | null;
  actorInitials: string | null;
  /** The sentence goes on after the actor's name, or stands alone. */
  leadsWithActor: boolean;
  parts: SentencePart[];
  href: string | null;
}

/** An act in words. */
export function toFeedEntry(facts: ActivityFacts): FeedEntry {
  const { id, at, actorName } = facts;
  const name = actorName ?? (facts.actorKind === "command_line" ? "Command line" : null);
  const { parts, leadsWithActor, href } = describeActivity(facts);
  const alone = leadsWithActor && name === null;
  return { id, at, actorName: name, actorInitials: name && initialsOf(name), leadsWithActor: leadsWithActor && !alone, parts: alone ? beginWithVerb(parts) : parts, href };
}
