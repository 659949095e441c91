/** Questions as people in a shop say or type them, with the calls they mean; written when the model learnt to hear them. */
export const SPOKEN: readonly (readonly [question: string, calls: string])[] = [
  ["hey misty, could you pls tell me what we took in may, thx", "businessOverview{from=2026-05-01,to=2026-05-31,metrics=revenue}"],
  ["what have we taken this month altogether", "businessOverview{from=2026-06-01,to=2026-06-30,metrics=revenue}"],
  ["what did we gross in 2025", "businessOverview{from=2025-01-01,to=2025-12-31,metrics=revenue}"],
  ["give me revenue in euros for may please", "businessOverview{from=2026-05-01,to=2026-05-31,metrics=revenue}"],
  ["how much did the shop make in march, roughly", "businessOverview{from=2026-03-01,to=2026-03-31,metrics=revenue}"],
  ["what did we give back in april", "businessOverview{from=2026-04-01,to=2026-04-30,metrics=refunds}"],
  ["how many orders were placed last week", "businessOverview{from=2026-06-22,to=2026-06-28,metrics=orders}"],
  ["which album gets the best ratings", "topRatedAlbums{order=best}"],
  ["which records have nothing left", "lowStock{band=out}"],
  ["how much money came in by paypal in may", "paymentMethods{from=2026-05-01,to=2026-05-31}"],
  ["how much cash did we take in may", "paymentMethods{from=2026-05-01,to=2026-05-31}"],
  ["how many payments didn't go through in may", "failedPayments{from=2026-05-01,to=2026-05-31}"],
  ["which card payments were refused this week", "failedPayments{method=card,from=2026-06-29,to=2026-06-30}"],
  ["who spent the least last month", "topCustomers{from=2026-05-01,to=2026-05-31,by=revenue,order=lowest}"],
  ["revenue since the start of the year", "businessOverview{from=2026-01-01,to=2026-06-30,metrics=revenue}"],
  ["record store day this year against last year", "comparePeriods{from=2026-04-18,to=2026-04-18,againstFrom=2025-04-12,againstTo=2025-04-12}"],
  ["did we sell more in may than april", "comparePeriods{from=2026-05-01,to=2026-05-31,againstFrom=2026-04-01,againstTo=2026-04-30}"],
  ["how many copies of time out do we have", "albumLookup{title=Time Out}"],
  ["what does kind of blue cost us", "albumLookup{title=Kind of Blue}"],
  ["what do we charge for kind of blue", "albumLookup{title=Kind of Blue}"],
  ["who sold more, miles davis or john coltrane", "artistPerformance{name=Miles Davis}; artistPerformance{name=John Coltrane}"],
  ["how many records did verve and blue note sell in may", "labelPerformance{name=Verve,from=2026-05-01,to=2026-05-31,by=units}; labelPerformance{name=Blue Note,from=2026-05-01,to=2026-05-31,by=units}"],
  ["who ordered more often, anna schmidt or jonas weber", "customerLookup{name=Anna Schmidt}; customerLookup{name=Jonas Weber}"],
  ["how many records of ecm did we sell in 2025", "labelPerformance{name=ECM,from=2025-01-01,to=2025-12-31,by=units}"],
  ["still open orders", "listOrders{from=2023-07-01,to=2026-06-30,status=open}"],
];

/** Questions for a name itself, with how the answer begins. */
export const NAMES_ASKED: readonly (readonly [question: string, answer: RegExp])[] = [
  ["do we carry mles davis", /^Yes, if you mean the artist \*\*Miles Davis\*\*/],
  ["do we stock coltrain", /^Yes, if you mean the artist \*\*John Coltrane\*\*/],
  ["is there a label called blue note", /^Yes, there is the label \*\*Blue Note\*\*/],
  ["how do you spell elle fitzgerald", /^It is written like this: the artist \*\*Ella Fitzgerald\*\*/],
  ["do we stock turntables", /^No, I found nothing called "turntables"/],
];
