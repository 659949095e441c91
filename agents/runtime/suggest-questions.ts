const BY_PAGE: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^\/orders/, ["Which orders of the last 7 days are still open?", "What were the largest orders this month?", "Which payments are still pending?", "How much came in by channel this month?"]],
  [/^\/rows\//, ["How did this develop by month over the last year?", "What were the best sellers in these days?", "How does this compare with the same days last year?"]],
  [/./, ["How are we doing this month?", "What were the ten best sellers of the last 30 days?", "Which records are running out?", "Revenue by genre this year", "Who were our best customers last quarter?"]],
];

/** Questions to begin with that fit the page a person looks at. */
export const suggestQuestions = (path: string): readonly string[] => BY_PAGE.find(([pattern]) => pattern.test(path))?.[1] ?? [];
