/** A figure as a person wrote it, with every number it may mean ("1,234" is 1234, or 1.234). */
export interface WrittenFigure {
  /** Where it stands in the text. */
  start: number;
  end: number;
  percent: boolean;
  /** Another unit stands at it than a count has: a currency. */
  money: boolean;
  meanings: readonly { value: number; /** Half of the last digit shown: how far off the number may be. */ slack: number; decimals: number }[];
}

const MONTHS = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const ORDINAL = "(?:st|nd|rd|th)?";

/** What looks like a figure and says when or which: dates, quarters, times, places in a list, "top 5", "last 30 days", "#12". */
const NO_FIGURES = new RegExp(
  [
    String.raw`\b\d{4}-\d{2}(?:-\d{2})?\b`,
    String.raw`\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b`,
    String.raw`\b\d{1,2}:\d{2}\b`,
    String.raw`(?<![\d.,])\b\d{1,2}${ORDINAL}\.?(?:[ \t]*(?:to|and|until|till|-|–)[ \t]*\d{1,2}${ORDINAL}\.?)?\s+(?:of\s+)?${MONTHS}\b\.?(?:,?\s+\d{4})?`,
    String.raw`\b${MONTHS}\b\.?\s+\d{1,2}${ORDINAL}(?:\s*(?:to|-|–)\s*\d{1,2}${ORDINAL})?(?:,?\s+\d{4})?(?![\d.,]*\d)`,
    String.raw`\b${MONTHS}\b\.?,?\s+\d{4}\b`,
    String.raw`\b(?:in|of|for|since|from|to|until|year|than|and|vs\.?|against)\s+(?:19|20)\d{2}\b(?![.,]?\d|\s*(?:orders|copies|records|customers|reviews|payments|titles))`,
    String.raw`\b[qh][1-4]\b(?:\s+(?:of\s+)?\d{4})?`,
    String.raw`^[ \t]*\d{1,3}[.)]\s`,
    String.raw`\b(?:top|best|worst|last|first|past|previous|next)\s+\d+\b`,
    String.raw`\b\d+(?:-|\s)(?:days?|weeks?|months?)\s+(?:before|earlier|ending)`,
    String.raw`#\s?\d+`,
  ].join("|"),
  "gim",
);

const NUMBER = /(?<![\p{L}\d.,])(?:(?<currency>€|\$|£|eur|usd)\s?)?(?<digits>\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,4})?|\d+(?:[.,]\d+)?)(?:\s?(?<scale>k|m|mio|million|thousand)\b)?(?:\s?(?<unit>%|percent\b|per cent\b|€|\$|£|eur\b|euros?\b))?/giu;
const SCALES: Readonly<Record<string, number>> = { k: 1_000, thousand: 1_000, m: 1_000_000, mio: 1_000_000, million: 1_000_000 };

/** Every number that digits with these signs may mean. */
function meaningsOf(digits: string, scale: number): WrittenFigure["meanings"] {
  const found = new Map<string, number>();
  const add = (whole: string, fraction: string) => found.set(`${whole}.${fraction}`, fraction.length);
  const signs = [...digits].filter((sign) => !/\d/.test(sign));
  const last = signs.at(-1);
  if (last === undefined) add(digits, "");
  else {
    const cut = digits.lastIndexOf(last);
    const [head, tail] = [digits.slice(0, cut), digits.slice(cut + 1)];
    const isDecimalSign = (last === "." || last === ",") && signs.filter((sign) => sign === last).length === 1;
    if (isDecimalSign) add(head.replace(/\D/g, ""), tail);
    // Groups of three behind one and the same sign.
    if (tail.length === 3 && new Set(signs).size === 1) add(digits.replace(/\D/g, ""), "");
  }
  return [...found].map(([text, decimals]) => ({ value: Number(text) * scale, decimals, slack: (10 ** -decimals / 2) * scale }));
}

/** The text with dates and the like blanked out by as many spaces. */
export const withoutDates = (text: string): string => text.replace(NO_FIGURES, (found) => " ".repeat(found.length));

/** Every figure of a text, in any usual way of writing. Dates, quarters, places in a list and "top 5" are none. */
export function readFigures(text: string): WrittenFigure[] {
  return [...withoutDates(text).matchAll(NUMBER)].map((match) => {
    const { currency, digits = "", scale, unit } = match.groups ?? {};
    const percent = unit !== undefined && /^(%|per)/i.test(unit);
    return {
      start: match.index,
      end: match.index + match[0].length,
      percent,
      money: currency !== undefined || (unit !== undefined && !percent),
      meanings: meaningsOf(digits, SCALES[scale?.toLowerCase() ?? ""] ?? 1),
    };
  });
}
