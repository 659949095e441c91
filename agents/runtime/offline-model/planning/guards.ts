import { FUNCTION_WORDS } from "../language/thesaurus.ts";
import { plain, stem, wordsOf } from "../language/words.ts";

/** Why a question is declined before any tool is looked at. */
export interface Refusal {
  kind: "action" | "forecast" | "advice" | "outside" | "language";
  /** The words it rests on. */
  said: string;
}

const POLITE = "(?:please |kindly |can you |could you |would you |will you |you should |i want you to |i would like you to |i'd like you to |i need you to |let us |let's |go ahead and |now |then |and |also |just |hey |misty )*";
const DEEDS =
  "send|email|e mail|mail|write|draft|compose|delete|remove|erase|cancel|change(?! in| of| against| from| over| since| to| compared| vs)|set(?! of)|update(?! on| me)|edit|modify|adjust|increase(?! in| of| over| since)|raise|lower|reduce|reorder(?! (?:\\d+|#|no|numbers?|values?|of|status|counts?|by|totals?|amounts?|average|sizes?|volumes?|frequency|lines?|history|in|on|last|this|from|them|it|details?|for|with)\\b)|restock|buy|purchase(?! count| total| value)|refund(?! amount| amounts| rate| total| sum| value| count| in| last| this)|pay|book (?:a|an|the|me|us|my)|call|phone|ring|message|text|post|tweet|publish|print|export|download|import|upload|add|create|insert|schedule|remind|translate|approve|reject|block|ban|invite|hire|fire|move|transfer|mark|archive|apply|assign|notify|contact|ship|deliver|reply|respond|fix|put|give (?:a |the |him |her |them )?(?:discount|refund)|place an order|order(?! (?:\\d+|#|no|numbers?|values?|of|status|counts?|by|totals?|amounts?|average|sizes?|volumes?|frequency|lines?|history|in|on|last|this|from|them|it|details?|for|with)\\b)|make (?:a |an )?(?:order|appointment|reservation|campaign|discount|offer|booking)|sing|tell (?:me )?a joke|play|log in|sign in|reset|unsubscribe|subscribe|merge|rename|charge|launch|start a|run a|prepare (?:a |an )?(?:mail|email|letter|campaign|newsletter)|generate (?:a |an )?(?:invoice|mail|email|letter|newsletter|campaign)";
const DEED = new RegExp(`^${POLITE}(?<deed>${DEEDS})(?= |$)`);
const ALLOWED = /^(?:add up|update me|post (?:code|war)|mark (?:turner|murphy)|set (?:of|list)|message in|call for|play(?:s|ed)? )/;

const FORECAST = /\b(?:forecasts?|predict(?:s|ed|ion|ions)?|projections?|projected|outlook|prognosis|(?:we|it|they|there|i|revenue|sales|stock|business|shop|turnover|takings|orders|customers) (?:will|are going to|is going to|shall)|will (?:we|it|they|there|i|be|our|the|revenue|sales|orders|customers|turnover|takings)|going to (?:be|sell|make|earn|run|have|reach|buy)|expect(?:ed)?(?: to| for| in| next)?|likely to|estimate(?:d)? (?:for )?(?:next|the coming)|in the future|future|upcoming|by the end of (?:the |this )?(?:year|month|quarter|week)|on track|on course)\b/;
const ADVICE = /\b(?:should (?:we|i|the shop)|recommend(?:ation|ations|ed)?|advice|advise|suggest(?:ion|ions)?|what if|would it (?:be|make)|is it worth|worth it|how (?:can|could|should|might) (?:we|i)|how do (?:we|i) (?:increase|improve|grow|boost|raise|reduce|get|attract|win)|what (?:can|could) (?:we|i) do|best way to|strategy|opinion|what do you think)\b/;
const CAUSE = /\b(?:why|how come|what (?:caused|causes|explains|drove|is driving|was driving|led to)|(?:the )?reasons?(?: for| behind| why)?|because of what|due to what)\b/;

/** Topics of a shop and of the world that only count where a tool speaks of them. */
const OUTSIDE = new Set(
  `weather rain temperature news politics election football sport sports recipe joke poem story song lyrics president capital population inflation dollar exchange bitcoin market competitor competitors competition competing rival rivals
  staff employee employees employed salary salaries wage wages payroll shifts vacation sick hours rent lease electricity tax taxes vat accountant bank loan insurance profit profits loss losses expense expenses ebitda cashflow budget budgets
  visitor visitors visit visits footfall traffic clicks impressions bounce conversion google facebook instagram tiktok youtube spotify amazon ebay twitter followers newsletter campaign campaigns subscriber subscribers advertising ads marketing seo website
  policy policies document documents contract contracts handbook manual guideline guidelines procedure warranty legal law gdpr privacy
  supplier suppliers distributor distributors wholesaler invoice invoices delivery deliveries shipping shipped shipment shipments tracking parcel address addresses email emails phone telephone birthday age gender male female city cities country countries postcode zip
  password login server backup bug error website calendar meeting appointment opening open-hours closing-time`.split(/\s+/),
);

const FOREIGN: Record<string, RegExp> = {
  German: /\b(?:der|die|das|wie|was|wer|ist|war|waren|sind|und|im|letzten|letzte|letzter|diesen|monat|woche|jahr|welche|welcher|welches|viel|viele|haben|wir|umsatz|kunden|unser|unsere|bitte|zeig|zeige|mir|von|nicht)\b/g,
  French: /\b(?:le|la|les|des|quel|quelle|quels|combien|est|sont|nous|avons|dernier|derniere|mois|semaine|annee|chiffre|affaires|clients|quels|ventes|montre|moi|dans|notre|nos|et|du)\b/g,
  Spanish: /\b(?:el|los|las|cual|cuales|cuanto|cuantos|cuantas|fue|fueron|son|mes|semana|ano|pasado|pasada|ventas|clientes|nuestro|nuestros|ingresos|muestra|dime|en|del|que|hemos)\b/g,
  Italian: /\b(?:il|lo|gli|quale|quali|quanto|quanti|sono|abbiamo|mese|settimana|anno|scorso|scorsa|vendite|clienti|nostro|nostri|mostra|dimmi|nel|della|degli|che)\b/g,
  Dutch: /\b(?:het|een|hoeveel|welke|waren|wij|onze|vorige|maand|jaar|omzet|klanten|verkocht|laat|zien|van|niet|hebben)\b/g,
};

/** The language of a question that is plainly not English, or null. */
export function foreignLanguage(question: string): string | null {
  const words = wordsOf(question);
  if (words.length < 2) return null;
  const english = words.filter((word) => FUNCTION_WORDS.has(word)).length;
  const text = plain(question);
  let best: { language: string; count: number } | null = null;
  for (const [language, pattern] of Object.entries(FOREIGN)) {
    const count = new Set(text.match(pattern) ?? []).size;
    if (count > (best?.count ?? 0)) best = { language, count };
  }
  if (best && best.count >= 2 && best.count > english) return best.language;
  const letters = question.match(/\p{L}/gu) ?? [];
  return letters.length > 3 && letters.filter((letter) => !/\p{Script=Latin}/u.test(letter)).length > letters.length / 2 ? "another language" : null;
}

/** Who only comes in is not counted anywhere; walk-ins are those who buy without a name. */
const VISITS = /\b(?:walk(?:s|ed|ing)?|came|come|coming|step(?:s|ped)?) (?:in|into|through|past) (?:the |our )?(?:shop|store|door|doors)\b|\bwalk(?:s|ed|ing)? (?:in|by|past)\b(?! customer)/;

/** Whether a question asks for a cause. */
export const asksWhy = (question: string): boolean => CAUSE.test(plain(question));

/**
 * What no read tool does: deeds, forecasts, advice, topics outside. `knows` says whether a word is
 * one of the tools' own; those never count as outside.
 */
export function refuse(question: string, knows: (stem: string) => boolean): Refusal | null {
  const text = plain(question).replace(/["“”]/g, " ");
  for (const part of text.split(/[.;:?!,\n]+|\b(?:and then|and|then)\b/)) {
    const clause = part.trim().replace(/\s+/g, " ");
    const deed = DEED.exec(clause)?.groups?.["deed"];
    if (deed && !ALLOWED.test(clause)) return { kind: "action", said: deed.trim() };
  }
  // "How long will the stock last" and "what should we reorder" ask for a state.
  const isState = /(?:run|sell|be) out (?:of )?(?:the )?(?:first|next|soonest)|last (?:us )?(?:the )?(?:longest|shortest)|how (?:long|many days) (?:will|does|would|can)|(?:should|must|do) (?:we|i) (?:need to |have to )?(?:reorder|restock|re-order|order again)/.test(text);
  const forecast = /^(?:and |so )?(?:when |what |who |which [a-z]+ |how (?:much|many)(?: [a-z]+)? )?will\b/.exec(text) ?? FORECAST.exec(text);
  if (forecast && !isState) return { kind: "forecast", said: forecast[0] };
  const advice = ADVICE.exec(text);
  if (advice && !isState) return { kind: "advice", said: advice[0] };
  const visits = VISITS.exec(text);
  if (visits) return { kind: "outside", said: visits[0] };
  // Capitals in the middle are names: "Weather Report" is a band.
  const lower = question.split(/\s+/).filter((word, index) => index === 0 || !/^["“'‘]?\p{Lu}/u.test(word)).join(" ");
  const outside = wordsOf(lower.replace(/["“][^"”]*["”]/g, " ")).find((word) => OUTSIDE.has(word) && !knows(stem(word)));
  return outside ? { kind: "outside", said: outside } : null;
}
