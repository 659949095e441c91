import { FILLERS } from "./fillers.ts";
import { phrase, type Phrase } from "./phrase.ts";
import { EARLY_TOPICS, TOPICS } from "./topics.ts";
import { stem } from "./words.ts";

/*
 * Business English in general: which words people use for the same thing. Nothing here knows a
 * tool; a word counts only where a tool's own description uses one of its neighbours.
 */

const groups = (lines: string): string[][] =>
  lines
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(stem));

/** Words of a line stand for each other. */
const GROUPS = groups(`
  revenue turnover takings sales income earnings earn proceeds money gross made make bring intake take
  copies copy units unit pieces quantity qty
  customers buyers shoppers clients spenders purchasers patrons collectors buyer
  albums records titles lps vinyl releases discs items products record lp merchandise
  copies records
  copies copy volume
  artists musicians bands players performers composers
  genre style styles genres
  label labels imprint
  orders order purchases baskets checkouts
  payments payment charges transactions charge
  failed fails declined decline bounced rejected unsuccessful failing
  pending outstanding unpaid unsettled awaiting waiting uncollected
  method methods tender
  channel channels platform platforms marketplace outlet
  rating rated ratings stars score reviewed reviews review
  stock inventory shelf shelves stocked warehouse
  low short scarce nearly
  out empty unavailable gone
  reorder restock replenish
  refunds refunded refund
  time trend trends development develop developed evolve evolved history timeline curve series progress progressed
  share percentage percent proportion portion
  average mean avg typical
  price prices priced
  overview summary snapshot kpi kpis headline doing performance performing perform
  amount sum value worth total
  number count
  lookup details detail profile information info
  latest newest recent recently
  largest biggest big large highest
  cancelled canceled cancel cancellation
  completed complete successful succeeded fulfilled
  compare comparison compared versus side change changed
  favourite favorite preferred
  month monthly months
  week weekly weeks
  day daily days
  year yearly annual annually years
  quarter quarterly quarters
  members member person readers borrowers patrons visitors guests
  sell seller sellers selling sale sales sold
  buy bought purchased buyer buying buys
  spend spent spending spender
  book books volume volumes
  find search
  popular loved
  broken split breakdown distribution
  drop fall fell dip slump decrease
  rise rose growth grow grew increase jump gain
  often frequency frequently
  theme topic subject
  hour hourly
`);

const NEIGHBOURS = new Map<string, Set<string>>();
for (const group of GROUPS) {
  for (const word of group) {
    const set = NEIGHBOURS.get(word) ?? new Set<string>();
    for (const other of group) if (other !== word) set.add(other);
    NEIGHBOURS.set(word, set);
  }
}

/** Stems that may stand for this one. */
export const neighboursOf = (word: string): ReadonlySet<string> => NEIGHBOURS.get(word) ?? new Set<string>();

/** Every word of the groups, for forgiving typing errors. */
export const KNOWN_STEMS: ReadonlySet<string> = new Set(NEIGHBOURS.keys());

const RECORDS = "(?:records?|albums?|copies|lps?|units?|vinyls?|discs?|items?|titles?|pieces?|things?)";
const NOT = "(?:did not|didn't|didnt|do not|don't|does not|doesn't|could not|couldn't|would not|wouldn't|have not|haven't|has not|hasn't)";
const SHOP = "(?:we|the shop|the store|our shop|our store|the business)";
const TAKE = "(?:sell|sold|make|made|earn|earned|take|took|taken|turn over|turned over|bring in|brought in|gross|grossed|take in|took in|taken in|rake in|raked in|pull in|pulled in|ring up|rung up|cash in|cashed in)";
const DID = "(?:did we|have we|do we|has the shop|did the shop|were|was|have been|we|got|did i)";

/** Turns of phrase, longest meaning first; what one has taken, the next leaves alone. */
/** What must be read before days are, which would take "sunday" and "before" for themselves. */
export const EARLY_PHRASES: readonly Phrase[] = [
  phrase("(?:share|percentage|percent|proportion) of (?:the |our |all )?(?:customers|people|buyers|shoppers|clients)(?: who (?:bought|ordered|shopped|came|purchased))?(?= .*before)", "customer", true),
  ...EARLY_TOPICS,
  phrase("(?:(?:had|have|has) (?:already |ever )?)(?:bought|ordered|shopped|purchased|been)(?: (?:from|with|to) us| here| something)? before", "repeat rate"),
  // A whole week, said twice.
  phrase("(?:from )?mon(?:day)? (?:to|till|until|through) sun(?:day)?(?: of)?(?= (?:last|this|the) )", "week", true),
];

export const PHRASES: readonly Phrase[] = [
  ...TOPICS,
  phrase("(?:average|mean|typical|avg) (?:order|basket|purchase|ticket|cart|sale|bon)(?: (?:value|size|amount|total))?|aov|(?:basket|order|cart|ticket) (?:size|value)|(?:spend|revenue|value|amount|much) per (?:order|basket|purchase)|spent per order|(?:how much|what) is an (?:average )?order worth", "average order value"),
  phrase("(?:average|avg|mean) (?:customer |star )?(?:ratings?|stars?|score|review(?: score)?)(?: (?:of|in|over) (?:the |our |all )?reviews)?|(?:stars?|rating) on average", "average rating"),
  phrase("(?:(?:customers?|people|buyers?|they|shoppers?) )?(?:spend|spent|pay|paid) on average(?: per (?:order|purchase|basket|visit))?|on average per (?:order|purchase|basket)", "average order value"),
  phrase("(?:number of |how many )(?:different |distinct |unique |individual |active )?(?:customers|people|buyers|shoppers|clients) (?:who )?(?:bought|buy|ordered|purchased|shopped|placed an order|placed orders|did we have buying|did we serve)|buying customers|(?:number of|how many) (?:different |distinct |unique |active )?(?:customers|buyers|shoppers)(?= (?:did|do|have|were|came|in|last|this|on|since|during|over|between|\u0001)(?: |$)|$)|(?:different|distinct|unique|active) (?:customers|buyers|shoppers)", "buying customers"),
  phrase("(?:repeat|returning|retention|repeat purchase|repeat customer) rate|(?:share|percentage|proportion|percent) of (?:repeat|returning) (?:customers|buyers)|(?:repeat|returning) (?:customers|buyers)|customers (?:came|come|coming) back|came back|bought again", "repeat rate"),
  phrase("(?:stock|inventory|shelf|shelves)(?: \\w+){0,3} (?:at|by) (?:list |selling |retail |sales )prices?", "stock value price"),
  phrase("net (?:revenue|sales|turnover|takings|income)|(?:revenue|sales|turnover|takings) (?:after|less|minus|net of) (?:refunds|returns)", "net revenue"),
  phrase("(?:after|less|minus|net of) (?:the |our |all )?(?:refunds|returns)", "net revenue"),
  phrase("(?:gross |profit |our )margins?|margin", "gross margin"),
  phrase("(?:how many|number of) (?:new )?reviews(?: (?:did we get|were written|came in|got|did we receive))?|reviews? (?:count|written|received|posted)|number of ratings", "review count"),
  phrase("(?:payment )?success rate|payment success|(?:share|percentage|percent|proportion) of payments (?:that )?(?:succeeded|went through|were successful|succeed|go through)", "payment success rate"),
  phrase("(?:stock|inventory)(?: value)? (?:at|by) (?:list |selling |retail |sales )?price|(?:retail|list|selling) value of (?:the |our )?(?:stock|inventory|shelf)", "stock value price"),
  phrase("(?:stock|inventory)(?: value)? (?:at|by) cost|(?:cost )?value of (?:the |our |all )?(?:stock|inventory|shelf)(?: at cost)?|(?:stock|inventory) (?:value|worth)|(?:worth|value) is (?:the |our )?(?:stock|inventory)|how much (?:is (?:the |our )?(?:stock|inventory) worth|(?:stock|inventory|money) (?:is|do we have) (?:on|in|tied up in) (?:the |our )?(?:shelf|shelves|stock|inventory))|tied up in (?:stock|inventory)|what is (?:the |our )?(?:stock|inventory) worth", "stock value cost"),
  phrase("days of (?:stock|cover|inventory|supply)|how (?:long|many days) (?:will|does|would|can) (?:the |our )?(?:stock|shelf|inventory) last|(?:stock|inventory) (?:cover|coverage)", "days of stock"),
  phrase("(?:have|has|had|is|are|with|there is|there's) nothing left|nothing (?:is )?left|none (?:left|remaining|in stock)|no (?:stock|copies|copy|units?)(?: left| remaining| in stock)?(?= |$)|(?:is|are|has|have) (?:all |completely |totally )?gone|all gone|(?:out of|not in|no longer in|zero) stock|sold out|(?:have|has) run out(?: of(?! stock))?|ran out(?: of(?! stock))?|(?:not|no longer) available|none left|no copies left|do not have (?:any more|in stock)|don't have in stock|stockouts?|stock outs?", "out stock"),
  phrase("(?:running|run|runs|getting|going|close to running) (?:low|out|short)(?: (?:on|of)(?: stock)?)?|(?:low|short) (?:on|in|of) stock|low stock|(?:almost|nearly|close to|about to be|soon) (?:gone|sold out|out(?: of stock)?)|few copies left|(?:at|below|under|beneath) (?:the |their |its )?reorder (?:point|level)|running down", "low stock"),
  // What is gone is to be ordered again as well as what is low.
  phrase("need(?:s|ed)? (?:to be )?(?:reordering|reordered|restocking|restocked|reorder|restock|re ordering)|(?<!how )(?:should|must|do|have) (?:we|i|to) (?:need to |have to |to )?(?:reorder|restock|re order|order again|order more)|(?:to|worth) (?:reorder|reordering|restock|restocking)", "reorder stock"),
  phrase(`${NOT} (?:go|come|get|make it|went|been|gone) through|(?:not|never) (?:gone|went|go) through|${NOT} (?:succeed|work|clear|complete)|(?:fell|fallen) through|went wrong|bounced|bounce|(?:were|was|got|get|been|are|being) (?:declined|rejected|refused|denied|turned down)|not successful`, "failed"),
  phrase("not (?:yet )?(?:been )?paid(?: yet)?|haven't (?:been )?paid|have not (?:been )?paid|still (?:open(?= payments?)|to be paid|waiting|unpaid|outstanding)|payments? (?:that are |which are |are |is )?(?:still )?open|not (?:yet )?(?:settled|completed|confirmed|cleared|come in)(?: yet)?|yet to be paid|waiting for payment|awaiting payment|on hold", "pending"),
  phrase("how (?:do|did|have|are) (?:our |the )?(?:customers|people|buyers|shoppers|they|most people|most customers) (?:usually |mostly )?(?:pay|paid|paying)|(?:ways?|means) (?:of paying|to pay|of payment|customers pay|people pay)|payment (?:methods?|types?|means|options?)|pay(?:ing)? (?:by|with|via)|paid (?:by|with|via)|payments by method", "payment method"),
  phrase("(?:online|web|e commerce|ecommerce) (?:shop|store|site)|online|web shop|webshop|internet", "web channel"),
  phrase("(?:sales )?channels?|where (?:do|did) (?:we|our (?:sales|orders|revenue)) (?:sell|come from|sold)|in store (?:and|or|versus|vs|against) (?:online|web)|(?:online|web) (?:and|or|versus|vs|against) in store", "channel"),
  phrase(`how many ${RECORDS} (?:${DID} )?(?:sell|sold|shift|shifted|move|moved|go|gone|went)|(?:number of )?${RECORDS} sold|(?:units?|copies) moved|sales volume|unit sales|how many ${RECORDS} ${DID}(?= (?:sell|sold|shift|move)(?: |$))`, "units sold"),
  phrase(`how many (?:${DID} )(?:sell|sold|shift|shifted)`, "units sold"),
  phrase(`(?:what|how much)(?: money)? (?:did|have|has|had|do|does) ${SHOP} (?:make|made|earn|earned|take|took|taken|turn over|turned over|bring in|brought in|gross|grossed|take in|taken in|rake in|raked in|pull in|pulled in|ring up|rung up|cash in|cashed in)|${SHOP} (?:have |has |had |'ve )?${TAKE.replace("sell|sold|", "")}|how much money (?:did|have|has) ${SHOP} (?:get|got|have|had)`, "revenue"),
  phrase(`how much (?:money )?(?:${DID} )?(?:sell|sold|make|made|earn|earned|take|took|taken|turn over|bring in|brought in|gross|grossed|come in|came in|cash in)|how much (?:money )?(?:came|come|comes|went|is coming) (?:in|through the till)|(?:bring|brings|brought|bringing) in(?= |$)|(?:make|made|earn|earned) us|money (?:we )?(?:made|took|earned|taken)|(?:sales|revenue) figures?|till|turn(?:ed)? over|sales (?:amount|value|total)|total sales|money in|(?:make|made|earn|earned|took|gross|grossed) (?:the )?(?:most|least|more|less) money`, "revenue"),
  phrase("(?:paid|gave|given|give|giving|pay|sent|send|handed|hand|went|go|gone|going) (?:it |them |money )?back(?: out)?(?: (?:the )?(?:most|least) money)?(?: to (?:our |the )?(?:customers|people|buyers|clients))?|money back|reimbursed|reimburse|paid out in returns", "refunds"),
  phrase("how (?:are|is|were|was|did|have|has|'s|do) (?:we|the shop|our shop|the store|business|things|it|sales|trade|trading|everything|the business)(?: been)?(?: been)? (?:doing|going|performing|looking|do|go|perform|look|run|running)|how (?:is|was|were|are) (?:business|trade|trading|things|sales)|(?:the )?(?:key|main|important|headline) (?:figures|numbers|metrics|facts)|(?:the )?numbers(?! of)|(?:give me|show me) the figures|state of (?:the )?(?:shop|business)|brief me|catch me up|(?:business|shop) (?:overview|summary|figures|performance)", "overview business doing"),
  phrase("weekends", "weekdaypattern"),
  phrase("how many (?:albums|records|titles|artists|labels|genres|bands|lps)(?: (?:do|does) (?:we|the shop|you) (?:have|carry|own|stock|offer|list)| are there| exist)(?! (?:sold|left))", "cataloguesize"),
  phrase("put out|came out on|come out on", "label", true),
  phrase("record (?:labels?|companies|company)", "label"),
  phrase("(?:most|fewest|least) (?:reviews|reviewed|ratings)", "reviewcount ranking"),
  phrase("(?:best|top) sellers?|bestsellers?|best selling|top selling|(?:sell|sold|sells|selling) (?:the )?(?:best|most)|hottest|hits", "best selling"),
  phrase("(?:most|more) popular", "best selling"),
  phrase("(?:least|less) popular|unpopular", "worst selling"),
  phrase("(?:slow(?:est)?|worst|weakest|poor(?:est)?|bad) (?:sellers?|selling|movers?)|(?:sell|sold|sells|selling) (?:the )?(?:worst|least|fewest)|flops?", "worst selling"),
  phrase("(?:best|top|highest) (?:rated|reviewed|ranked by rating)|(?:best|highest|top) (?:ratings?|reviews?|scores?|stars?)|(?:most )?(?:loved|liked)(?: by (?:customers|reviewers))?|(?:customers?|reviewers|people) (?:like|love|liked|loved) (?:best|most)", "top rated rating"),
  phrase("(?:worst|lowest|poorest|badly|least) (?:rated|reviewed)|(?:worst|lowest|poorest|bad|poor|negative|terrible|awful) (?:ratings?|reviews?|scores?|stars?)|(?:least|most dis)liked", "lowest rated rating"),
  phrase("(?:over|through) time|by time|how (?:has|have|did) (?:it|they|we|our \\w+|the \\w+|\\w+) (?:developed?|evolved?|changed?|progress(?:ed)?|gone)|(?:trend|development|course|curve|graph|chart|timeline|plot) (?:of|in|for)|(?:trend|graph|line chart|chart|plot)", "over time series"),
  phrase("(?:spent|spend|spends|spending) (?:the )?(?:most|least)(?: money)?", "spend revenue"),
  phrase("(?:order|ordered|orders) (?:most|least|more) (?:often|frequently)|most frequent|(?:most|least) often", "orders"),
  phrase("in stock|on hand|on the shel(?:f|ves)|have left|are left|left in stock|do we (?:still )?have(?= (?:of|any|left|in))|copies (?:left|available|do we have)", "stock"),
  phrase("best spenders?|biggest spenders?|top spenders?|big spenders", "top customers revenue"),
  phrase("most valuable", "top revenue", true),
  phrase("(?:what|how much) (?:do|did|does|would|have) (?:we|the shop) (?:usually )?(?:charge|charged|ask|want)(?: (?:customers|people))?(?: for)?(?= |$)|(?:we|you|to) charge for|(?:list|selling|retail|shop|asking) price|how expensive|price tag|priced at", "price"),
  phrase("(?:what|how much) (?:do|did|does|have) (?:we|the shop) (?:usually )?(?:pay|paid) for(?= |$)|(?:cost|costs|costing) (?:us|the shop)|we (?:pay|paid) for|(?:unit|purchase|buying|buy in|wholesale|cost) (?:cost|price)|cost price", "cost"),
  phrase("what does (?:it|that) cost", "price"),
];

/** Words that only hold a question together. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an the of in on at by for to from with and or but so as is are was were be been being am do does did doing done have has had having we us our ours you your i me my mine
  it its they them their this that these those there here what which who whom whose when where how much many lot lots show showing list tell give get got let see find know want need like would could can will
  please may might thanks thank hi hello hey ok okay well now just only also too again then still currently current moment right exactly actually really about around roughly approximately quick quickly
  shop store business company misty all any some each every per both either other another same more most less than very quite total overall altogether together far up off into out onto s t re ve ll d m
  go going went come came coming look looking report reports display present question answer check checking figure figures number numbers data stats statistics statistic fact facts value values amount amounts
  him her his she he one ones thing things kind sort type period periods time times date dates terms via through comes history contain contains include includes included inside belong belongs better worse weaker stronger slower quieter busier bigger smaller higher lower good bad well together both something anything everything everyone anyone everybody somebody someone today between during over within since until & - ever yet already always usually within against vs versus compared compare comparison
  split broken breakdown down group grouped sorted sort rank ranked ranking ranks order-by if whether yes no if's i'd i'm what's who's how's where's let's that's there's it's we've we're i've run pull calculate compute add tot combined collect taking stand stands stood next-to vinyl jazz say says mean means detail details info information me, brief short long list's view page chart table graph plot draw visualise visualize`
    .split(/\s+/)
    .concat(FILLERS),
);
