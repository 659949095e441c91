/*
 * Words of chat that change nothing about a question: politeness, softeners, intensifiers and verbs
 * that only say that something happened. Nothing that narrows or turns a question stands here.
 */

/** Single words that are passed over. */
export const FILLERS: readonly string[] = `
  pls plz plss thx thnx ty tks kindly heya hiya yo mate folks dear sorry pardon btw fyi asap hmm hm um uh er erm oh ah aha wow yeah yep yup sure great nice cool awesome perfect lovely
  maybe perhaps possibly probably presumably supposedly apparently obviously clearly certainly definitely surely hopefully honestly frankly seriously literally basically essentially generally usually normally simply merely truly
  absolutely completely totally entirely fully precisely accurately correctly properly specifically particularly especially personally approx circa ish mainly mostly largely pretty rather somewhat anyway anyhow somehow actually finally eventually ultimately lately nowadays
  whenever wherever whatever whichever whoever because due though although
  wonder wondering curious interested hear remind understand suppose think believe remember forgot sense idea clue rough rundown tally
  placed placing gets getting gotten receive received receives happen happened happening happens occur occurred achieve achieved reach reached manage managed register registered handle handled clocked turned actual exact exactly correct real precise able level levels written wrote posted submitted
`
  .trim()
  .split(/\s+/);

/** Turns of phrase that say nothing about the figures. The words of a question are joined by single spaces, without punctuation. */
export const FILLER_PHRASES: readonly RegExp[] = [
  "in (?:our|the|your|my) (?:whole |entire )?(?:system|database|data|books|files|catalogue|catalog|computer|program|app)",
  "(?:or|and) (?:something|anything|so|whatever|such|stuff)(?: (?:like that|similar))?",
  "or (?:so|thereabouts)",
  "more or less",
  "(?:going|judging) by (?:the |our )?sales(?: (?:of|in|from|over))?|by the sales(?= \u0001| (?:of|in|from|over) )",
  "(?:at|by|going by|on) (?:the|their|its|this|that|our) (?:\\w+ )?pace(?: of)?(?: sales)?",
  "at all",
  "(?:miss|missed|lose|lost)(?: out)? (?:on|through|to|by)(?: because of)?",
  "by (?:any chance|the way)",
  "if (?:you (?:can|could|would|may|please|do not mind|don't mind)|possible|i may|that is possible|that's possible)",
  "when (?:you (?:can|have a (?:moment|minute|second))|possible)",
  "(?:from|since|of|in) whenever",
  "(?:can|could|would|will) (?:you|u) (?:please |pls |plz |kindly |maybe |just |quickly )*(?:tell|show|give|get|say|find|check|look up|pull up|let)(?: (?:to )?(?:me|us))?(?: know)?",
  "(?:i|we) (?:would|'d|d) (?:like|love) to (?:know|see|hear|find out)",
  "i(?:'d| would) (?:like|love) to (?:know|see|hear|find out)",
  "(?:i|we) (?:want|need|wanted|was hoping|am trying|'m trying) to (?:know|see|hear|find out|check)",
  "(?:i was |i am |i'm |just )*wondering(?: if| whether)?",
  "do (?:you|u|we) (?:happen to )?know",
  "(?:any|no) idea",
  "to be (?:honest|exact|precise|fair)",
  "(?:just )?out of curiosity",
  "(?:thank you|thanks|thx)(?: (?:so|very) much| a lot| in advance| a bunch)?",
  "as far as (?:we|you|i) know",
  "in (?:your|my|the) (?:opinion|view)(?! of)",
].map((pattern) => new RegExp(`(?<![^ ])(?:${pattern})(?![^ ])`, "g"));

/** What people call a currency; passed over where it is the shop's own. */
const CURRENCY_WORDS: Readonly<Record<string, RegExp>> = {
  EUR: /^(?:eur|euro|euros|€)$/,
  USD: /^(?:usd|dollar|dollars|\$|bucks)$/,
  GBP: /^(?:gbp|pound|pounds|£|quid)$/,
  CHF: /^(?:chf|franc|francs)$/,
};

/** Whether a word only names the money that everything is in anyway. */
export const isOwnCurrency = (low: string, currency: string): boolean => CURRENCY_WORDS[currency]?.test(low) ?? false;
