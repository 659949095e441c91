import type { Question } from "./question.ts";
import { BUSY } from "./questions/busy.ts";
import { COMPARISON } from "./questions/comparison.ts";
import { CUSTOMERS } from "./questions/customers.ts";
import { CUSTOMER_GROUPS } from "./questions/groups.ts";
import { IMPOSSIBLE } from "./questions/impossible.ts";
import { NAMES } from "./questions/names.ts";
import { OPEN } from "./questions/open.ts";
import { ORDERS } from "./questions/orders.ts";
import { OVER_TIME } from "./questions/over-time.ts";
import { OVERVIEW } from "./questions/overview.ts";
import { PAYMENTS } from "./questions/payments.ts";
import { PERFORMANCE } from "./questions/performance.ts";
import { RECORDS } from "./questions/albums.ts";
import { REVIEW_WORDS } from "./questions/review-words.ts";
import { ROWS } from "./questions/rows.ts";
import { SHELF_WORK } from "./questions/shelf.ts";
import { STOCK } from "./questions/stock.ts";
import { TOP_LISTS } from "./questions/top-lists.ts";
import { WHY } from "./questions/why.ts";

/*
 * The exam of the shop's assistant.
 *
 * History
 * - 2026-11-22: all but the customers' questions were committed before the offline model was, written by someone who
 *   had seen the list of tools, the tables, the views of `analytics_api`, the metric registry and the demo shop's
 *   catalogue, and nothing of the model, its prompts or the tools' code.
 * - 2026-11-22, before the first run (the model was committed meanwhile, unseen): the SQL was tried on the shop.
 *   Questions whose SQL gave a tie where one name was asked for (most records in May, least spent in 2024, five most
 *   orders in 2025, best rated of Mingus and of Blue Note), nothing where something was asked for (Impulse! out of
 *   stock, latin jazz out of stock), a walk-in without a name (order 10010) or a cancelled order among the largest (web,
 *   June) were put for another period, label, order or number; the questions about customers, contact data, open
 *   PayPal payments and what is on order were added, for which rows had to be seen.
 * - 2026-11-22, first run (offline-1, its tree still being written): 49 of 166 right, 24 wrong and said so, 90 wrong,
 *   3 declined; 25 of the 35 that cannot be answered declined, 9 of the others after looking up a name only.
 * - 2026-11-22, after the first run: "and last year?" after "this year" could mean the whole of it or the same days,
 *   so `customers-follow-last-year` now says which; no other question changed. The grader became stricter: an answer that opens with another
 *   figure of the kind asked for is wrong, though the right one
 *   stands in a list below (the first run then has 47 right).
 * - 2026-11-22, after the first run: declining after having asked only what a name means is declining (9 of the 35
 *   were of that kind); the lead's decision on the rule, no question changed.
 * - 2026-11-22, after the fourth run: the grader took the cents of an amount and the day on the next line for two days
 *   of a month ("€858.70", then "- 23 Jun"), so it missed amounts in a list by day; no question changed.
 *
 * - 2026-11-22, part 3: the questions in why, groups, busy, review-words, shelf and rows, and 13 more that cannot be
 *   answered, were written before the offline model was changed for the tools they are about, by someone who had read those
 *   tools and the model. None of the 35 that could not be answered can be now. Only their SQL was tried on the shop first.
 *   First run with those tools and the model as it was: 23 of the 78 new ones right (36 declined, 7 wrong and said so, 12
 *   wrong), 149 of the 166 older ones (153 before the tools were there; 3 wrong, none before), all 48 declined.
 * - 2026-11-22, part 3, later: the offline model was changed by classes of misses with all questions open beside it, so
 *   from here on the exam says what it has learned, not how it does on new words. With all 37 tools 166 of 166, 75 of 78
 *   (3 wrong) and 48 of 48 declined; no question and no grading changed.
 *
 * Rules
 * - Nobody tunes a question to an answer. A question that is itself wrong is mended and listed above, with the reason.
 * - The shop is the demo shop as `npm run seed -- demo --until 2026-06-30` makes it; it is Tuesday 2026-06-30, 20:00 in Berlin.
 * - The right answer is hand-written SQL over tables and views, run on that shop when the exam is held; no figure is kept here.
 * - Days are the shop's. Weeks begin on Monday. "Since" a day includes it. "The last n days" end today, today included.
 *   A month without a year is the last one that has begun. Cancelled orders never count; revenue is the sum of line totals.
 * - Of a ranked list the answer must name the first `top` rows in their order, and state the values of the first.
 * - A question with two readings (`open`) is right when the answer names the readings and asks, or says which one it took and is right for that.
 * - A question about days without data is right when the answer says that there is nothing; it is no reason to decline.
 */
export const QUESTIONS: readonly Question[] = [...OVERVIEW, ...COMPARISON, ...OVER_TIME, ...TOP_LISTS, ...STOCK, ...PAYMENTS, ...PERFORMANCE, ...CUSTOMERS, ...RECORDS, ...ORDERS, ...NAMES, ...WHY, ...CUSTOMER_GROUPS, ...BUSY, ...REVIEW_WORDS, ...SHELF_WORK, ...ROWS, ...OPEN, ...IMPOSSIBLE];
