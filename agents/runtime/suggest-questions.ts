/** Pages and questions to begin with there; the first page that fits counts. Every model answers them, the offline one too (the test beside asks them all). */
export const BY_PAGE: readonly (readonly [page: RegExp, questions: readonly string[]])[] = [
  [/^\/orders/, ["Which orders are still open?", "What were the largest orders this month?", "Which payments are still pending?", "How much came in by channel this month?"]],
  [/^\/rows\//, ["Show me revenue by month over the last 12 months", "What were the best sellers of the last 30 days?", "Compare this month with the same days last year"]],
  [/^\/analytics\/customers/, ["How many customers are at risk of leaving?", "How many new customers did we get this month?", "Show me cohort retention for this year", "How often did customers order this year?", "Who were our best customers last quarter?"]],
  [/^\/analytics\/inventory/, ["Which titles run out first?", "Show me our dead stock", "How old is our stock?", "Sell-through by label last quarter", "What should we reorder?"]],
  [/^\/analytics\/catalogue/, ["Revenue by genre this year", "Which label sold best last quarter?", "Top 5 artists of the last 30 days", "What were the worst sellers this year?"]],
  [/^\/analytics\/reviews/, ["What do reviews talk about most this year?", "How many reviews this year are positive?", "Which records are rated best?", "Show me the 1 star reviews of this month"]],
  [/^\/analytics\/payments/, ["Which payments failed this month?", "Which payments are still pending?", "How did customers pay last month?", "What was the payment success rate this year?"]],
  [/^\/analytics\/explorer/, ["Show me the stock movements of yesterday", "Latest orders", "Show me the 5 star reviews of this month", "How many orders were cancelled this year?"]],
  [/^\/analytics/, ["Why did revenue change last month?", "Which weekday is our best this year?", "Which hour of the day is busiest?", "How much discount did we give this year?", "Revenue by channel this year"]],
  [/^\/inventory/, ["What should we reorder?", "Which titles are out of stock?", "Which titles run out first?", "What is our stock worth at cost?"]],
  [/^\/albums\//, ["What were the ten best sellers of the last 30 days?", "Which records are rated best?", "Which titles run out first?", "Revenue by artist this year"]],
  [/./, ["How are we doing this month?", "What were the ten best sellers of the last 30 days?", "Which records are running out?", "Revenue by genre this year", "Who were our best customers last quarter?"]],
];

/** Questions to begin with that fit the page a person looks at. */
export const suggestQuestions = (path: string): readonly string[] => BY_PAGE.find(([page]) => page.test(path))?.[1] ?? [];
