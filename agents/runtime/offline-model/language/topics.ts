import { phrase, type Phrase } from "./phrase.ts";

/*
 * How people ask about causes, groups of customers, weekdays, discounts, the words of reviews and
 * the shelf. As everywhere here, a phrase counts only where a tool's own description speaks of it.
 */

const CUSTOMERS = "(?:customers?|people|buyers?|shoppers?|clients?|ones|those)";
const MONTHS_OLD = "(?:half a year|(?:six|6|several|many) months|180 days|a long time|long|ages|months)";
const NOT_SOLD = `(?:have|has|had|did|do|does)(?: not|n't)(?: been| ever)?(?: sold| moved| sell| move)|(?:haven't|hasn't|didn't|don't)(?: been)?(?: sold| moved| sell| move)|not sold|unsold|no sale|without a sale`;

/** Read before days are: they hold words that days would take for themselves. */
export const EARLY_TOPICS: readonly Phrase[] = [
  phrase("(?:customer |client )?life ?time value|clv|ltv", "lifetime"),
  phrase(`(?:${NOT_SOLD})(?: at all)?(?: for| in| since)?(?: over| more than| the last)? ${MONTHS_OLD}`, "dead stock"),
  phrase("(?:run|runs|running|ran|be|go|goes|sell|sells) out (?:of )?(?:the )?(?:first|next|soonest|earliest)|(?:last|lasts) (?:us )?(?:the )?(?:longest|shortest)|days of (?:stock|cover) (?:per|by|of each|for each) (?:title|record|album|lp)", "stock cover title"),
  phrase("(?:within|after|in) (?:the first |their first |its first )?(?:\\d{1,2}|one|two|three|four|six|twelve|eighteen|twenty-four) months?(?! ago)(?= |$)|(?:\\d{1,2}|one|two|three|four|six|twelve) months? (?:later|after|on)", "month", true),
  phrase("(?<=how (?:long|many days) .*)lasts?(?= (?:by|at|us|with|from|until|if|going)(?: |$)|$)", "days of stock", true),
  phrase("how (?:long|many days)(?= .*\\blasts?(?: (?:by|at|us|with|from|until|if|going)(?: |$)|$))", "days of stock"),
  phrase("how (?:long|many days) (?:is it|has it been|ago is it|ago was it)(?: since)?", "day", true),
  phrase("(?:bought|buy|ordered|order|shopped|came|come) (?:again|back)(?= (?:after|within|in) (?:the )?(?:first )?(?:\\d+|one|two|three|four|five|six|nine|twelve|a) months?| (?:\\d+|one|two|three|four|five|six|nine|twelve|a) months? later)", "cohort retention"),
  phrase("(?<=\\b(?:cohorts?|first) .*)(?:(?:bought|buy|ordered|order|shopped|came|come) (?:again|back)|returned)", "cohort retention"),
  phrase("(?<=\\b(?:rise|rose|risen|up|down|fell|fall|fallen|drop|dropped|grew|growth|change|changed|increase|increased|decline|declined|dip|dipped) .*)(?:was|is|were|are) (?:that|it|this|those)(?: (?:because of|due to|thanks to|down to|from|mainly|mostly|more))*(?= .* or )", "why"),
  phrase(`(?:(?<=[a-z] )who|that|whose)?(?: first (?:bought|ordered|order|purchase|orders)(?: was| were| fell)?(?: placed)?| (?:bought|ordered|came|joined) for the first time)`, "first order", true),
  phrase("(?:what|which) (?:day|days|time) of (?:the )?week|(?:best|worst|busiest|quietest|strongest|weakest|slowest) (?:day|days) of (?:the )?week|days? of (?:the )?week|(?:by|per|each|every) weekday|weekdays?", "weekday"),
  phrase("(?:what|which) (?:time|hours?)(?: of (?:the )?day)?|(?:what|which) hours?|hours? of (?:the )?day|times? of (?:the )?day|(?:by|per) hour|hourly", "hour"),
];

/** Read before all other phrases. */
export const TOPICS: readonly Phrase[] = [
  phrase("how much of the (?:change|rise|fall|drop|increase|decrease|growth|difference)", "why change"),
  phrase("why|how come|what (?:has |have |is |are |was |were )?(?:caused|causes|explains?|drove|drives|driving|led to|behind|made the difference)|what's behind|(?:the )?reasons? (?:for|behind|of|why)|because of what|due to what|drove|drives|driven by|is behind|are behind|was behind|were behind|responsible for", "why"),
  phrase(`(?:what|which) (?:share|percentage|percent|proportion)(?: of (?:them|those|these))? (?:(?:came|come|comes) (?:back|again)|bought|ordered|returned|was back|were back)(?: back| again| once more)?`, "cohort retention"),
  phrase("(?:retention|repeat rate)(?= .*\\bcohorts?\\b)|cohort retention|retention (?:by|of|per|table|for) (?:the |each |every )?(?:monthly )?cohorts?|cohort (?:analysis|table|report)", "cohort retention"),
  phrase("(?:customer|rfm|client|buyer) (?:segments?|groups?)|(?:segments?|groups?) of (?:our |the )?(?:customers|buyers|clients)|segmentation|rfm(?: analysis| table)?", "rfm segment"),
  phrase(`new (?:and|or|versus|vs|against|compared with|to) returning(?: ${CUSTOMERS})?|new (?:${CUSTOMERS} )?(?:and|or|versus|vs|against) (?:returning|repeat|existing|old)(?: ${CUSTOMERS})?|(?:first time|first timers?) (?:and|or|versus|vs|against) (?:returning|repeat)(?: ${CUSTOMERS})?`, "new returning customer"),
  phrase(`(?:how many|number of) (?:returning|repeat) ${CUSTOMERS}`, "returning customer"),
  phrase(`(?:came |come |comes |coming |placed )?(?:from|by|of|through) (?:our |the )?(?:returning|repeat|existing) ${CUSTOMERS}`, "returning customer"),
  phrase("walk ?ins?(?: customers?)?(?: without (?:a |any )?names?)?(?= |$)", "walk"),
  phrase(`(?:new|first time) (?:${CUSTOMERS})|first timers|customer acquisition|(?:won|win|gained|gain|acquired|acquire) (?:the )?(?:most |new )*customers|(?:${CUSTOMERS} )?(?:bought|ordered|came|come|buying|ordering) for the first time`, "new customer"),
  phrase("order(?:ing)? frequency|how (?:often|frequently) (?:do|did|does|have|has) (?:our |the |my )?(?:customers|people|buyers|they)(?: order| buy| ordered| bought| shop| come)?|purchase frequency", "order frequency"),
  phrase("(?:how much|what) (?:has|does|is|did|do|was) (?:a|an|the average|an average|each|one|our average) customer(?= )|(?:a |the )?value of (?:a|our|the average|each) customers?|customer value", "lifetime customer"),
  phrase("what (?:are|were|is) (?:the |our |all )?(?:reviews?|feedback) (?:mostly |mainly )?about", "review talk"),
  phrase("(?:give|gave|given|giving) away(?= (?:in|as|by|through) )", "give", true),
  phrase("(?:price )?reductions?|rebates?|(?:take|took|taken|taking|knock|knocked) (?:\\w+ )?off|discounted|discounts?(?: (?:given|granted))?", "discount"),
  phrase("(?:(?:customers|people|buyers|they|reviewers) )?complain(?:s|ed|ing|ts?)?(?: about| of)?|mention(?:s|ed|ing)?|talk(?:s|ed|ing)? about|speak(?:s|ing)? of|(?:topics?|themes?|subjects?) (?:of|in) (?:our |the )?(?:reviews?|feedback)|praised? for", "talk"),
  phrase("sentiments?(?: of)?|mood(?: of)?|tone(?: of)?", "sentiment"),
  phrase("dead stock|shelf warmers?|dead (?:titles|records|inventory)|non ?movers?", "dead stock"),
  phrase("(?:tie|ties|tying|tied) up(?= )", "money", true),
  phrase("(?:how old (?:is|are)|age of|ageing of|aging of)(?: \\w+)? (?:stock|inventory|shelf|copies)|(?:stock|inventory) (?:age|ageing|aging)|(?:been |stood |sat )?(?:on|in) the (?:shelf|shelves|stock)(?= for \u0001)|(?:been |stood |sat )?(?:on|in) the (?:shelf|shelves|stock|shop) (?:for|longer than|since)", "age stock"),
  phrase("stock movements?|movements? (?:of|in|on) (?:the )?(?:stock|shelf|inventory)|goods (?:received|in)|stock ledger", "movement"),
  phrase("line by line|one by one|row by row|single (?:sales|lines|orders)|the rows", "single row", true),
  phrase("what do they (?:add up|sum|come) to|in all", "sum", true),
  phrase("sell through(?: rate)?", "sell through sellthrough"),
];
