/*
 * Questions about the documents of the shop, written by somebody who does not build retrieval.
 *
 * Whoever builds retrieval may read the tuning part, measure on it and learn from it. Held-out questions are only
 * looked at in the end, and their figure is reported as it comes; afterwards they are used up, and belong to the
 * tuning part (`-2`, `-4`). Those that the builders wrote for themselves stand apart as `-3`.
 */
import { FORBIDDEN } from "./golden-questions/forbidden.ts";
import { HELD_OUT_3_ANSWERABLE } from "./golden-questions/held-out-3/answerable.ts";
import { HELD_OUT_3_FOLLOW_UPS } from "./golden-questions/held-out-3/follow-ups.ts";
import { HELD_OUT_3_UNANSWERABLE } from "./golden-questions/held-out-3/unanswerable.ts";
import { TUNING_ANSWERABLE } from "./golden-questions/tuning/answerable.ts";
import { TUNING_ANSWERABLE_2 } from "./golden-questions/tuning/answerable-2.ts";
import { TUNING_ANSWERABLE_3 } from "./golden-questions/tuning/answerable-3.ts";
import { TUNING_FOLLOW_UPS } from "./golden-questions/tuning/follow-ups.ts";
import { TUNING_FOLLOW_UPS_2 } from "./golden-questions/tuning/follow-ups-2.ts";
import { TUNING_UNANSWERABLE } from "./golden-questions/tuning/unanswerable.ts";
import { TUNING_UNANSWERABLE_2 } from "./golden-questions/tuning/unanswerable-2.ts";
import { TUNING_UNANSWERABLE_3 } from "./golden-questions/tuning/unanswerable-3.ts";
import { TUNING_ANSWERABLE_4 } from "./golden-questions/tuning/answerable-4.ts";
import { TUNING_FOLLOW_UPS_4 } from "./golden-questions/tuning/follow-ups-4.ts";
import { TUNING_UNANSWERABLE_4 } from "./golden-questions/tuning/unanswerable-4.ts";
import type { AnswerableQuestion, FollowUpQuestion, ForbiddenQuestion, UnanswerableQuestion } from "./golden-questions/types.ts";

interface GoldenQuestions {
  answerable: readonly AnswerableQuestion[];
  unanswerable: readonly UnanswerableQuestion[];
  followUps: readonly FollowUpQuestion[];
  forbidden: readonly ForbiddenQuestion[];
}

/** All of them; each but the forbidden ones names its part. */
export const GOLDEN_QUESTIONS: GoldenQuestions = {
  answerable: [...TUNING_ANSWERABLE, ...TUNING_ANSWERABLE_2, ...TUNING_ANSWERABLE_3, ...TUNING_ANSWERABLE_4, ...HELD_OUT_3_ANSWERABLE],
  unanswerable: [...TUNING_UNANSWERABLE, ...TUNING_UNANSWERABLE_2, ...TUNING_UNANSWERABLE_3, ...TUNING_UNANSWERABLE_4, ...HELD_OUT_3_UNANSWERABLE],
  followUps: [...TUNING_FOLLOW_UPS, ...TUNING_FOLLOW_UPS_2, ...TUNING_FOLLOW_UPS_4, ...HELD_OUT_3_FOLLOW_UPS],
  forbidden: FORBIDDEN,
};
