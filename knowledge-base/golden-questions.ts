/*
 * Questions about the documents of the shop, written before retrieval was built and by somebody who does not tune it.
 *
 * Tuning and held-out were drawn once, 60 to 40, at random inside each kind (a shuffle seeded with 1957); a question
 * never moves from one to the other. Held-out is only looked at in the end: who works on retrieval reads and measures
 * the tuning part, and reports the held-out figure as it comes. The two lie in folders of their own for that reason.
 */
import { FORBIDDEN } from "./golden-questions/forbidden.ts";
import { HELD_OUT_ANSWERABLE } from "./golden-questions/held-out/answerable.ts";
import { HELD_OUT_FOLLOW_UPS } from "./golden-questions/held-out/follow-ups.ts";
import { HELD_OUT_UNANSWERABLE } from "./golden-questions/held-out/unanswerable.ts";
import { TUNING_ANSWERABLE } from "./golden-questions/tuning/answerable.ts";
import { TUNING_FOLLOW_UPS } from "./golden-questions/tuning/follow-ups.ts";
import { TUNING_UNANSWERABLE } from "./golden-questions/tuning/unanswerable.ts";
import type { AnswerableQuestion, FollowUpQuestion, ForbiddenQuestion, UnanswerableQuestion } from "./golden-questions/types.ts";

interface GoldenQuestions {
  answerable: readonly AnswerableQuestion[];
  unanswerable: readonly UnanswerableQuestion[];
  followUps: readonly FollowUpQuestion[];
  forbidden: readonly ForbiddenQuestion[];
}

/** All of them; each but the forbidden ones names its part. */
export const GOLDEN_QUESTIONS: GoldenQuestions = {
  answerable: [...TUNING_ANSWERABLE, ...HELD_OUT_ANSWERABLE],
  unanswerable: [...TUNING_UNANSWERABLE, ...HELD_OUT_UNANSWERABLE],
  followUps: [...TUNING_FOLLOW_UPS, ...HELD_OUT_FOLLOW_UPS],
  forbidden: FORBIDDEN,
};
