/** A figure as it stands in a sentence. */
export interface TextFigure {
  /** "$393,155.27", "12.4%", "412". */
  text: string;
  /** Offset of its first character. */
  start: number;
  /** The number it says; a percentage as said (12.4 for "12.4%"). */
  value: number;
  /** Digits after the decimal sign: the precision it is shown at. */
  decimals: number;
  percent: boolean;
  money: boolean;
}

/** Whole names: "declined 12%" is no December. */
const MONTH = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?`;
const DAY = "(?:3[01]|[12][0-9]|0?[1-9])";
/** What makes a number after a month or in the size of a year an amount: "in March 12% more", "1,900 copies". */
const AMOUNT = String.raw`(?:\s?%|[.,]\d|\s+(?:orders?|copies|copy|records?|albums?|titles?|customers?|reviews?|payments?|units?|items?|days?)\b)`;
const CURRENCY = String.raw`[€$£¥]|\b(?:EUR|USD|GBP|CHF|JPY)\b`;
/** Dates, times, list numbers and the numbers of orders or quarters say when, where or which, not how much. */
const NOT_FIGURES = new RegExp(
  [
    String.raw`\b\d{4}-\d{2}(?:-\d{2})?\b`,
    String.raw`\b\d{1,2}:\d{2}\b`,
    String.raw`(?<![\d.,])\b${DAY}(?:st|nd|rd|th)?(?:[ \t]*(?:to|and|-|–)[ \t]*${DAY}(?:st|nd|rd|th)?)?\s+${MONTH}(?:\s+\d{4}\b)?`,
    String.raw`\b${MONTH}\s+${DAY}(?:st|nd|rd|th)?(?:,?\s+\d{4})?\b(?!${AMOUNT})`,
    String.raw`\b${MONTH}\s+\d{4}\b`,
    String.raw`(?<![\d.,]|(?:${CURRENCY})\s?)(?:18|19|20)\d{2}(?![\d%]|[.,]\d|${AMOUNT}|\s?(?:${CURRENCY}))`,
    String.raw`^\s*\d{1,3}\.\s`,
    String.raw`#\d+`,
    String.raw`\b[qh][1-4]\b`,
    String.raw`\bcustomer \d+`,
  ].join("|"),
  "gim",
);

const FIGURE = new RegExp(String.raw`(?:(?<before>${CURRENCY})\s?)?(?<![\w.,])(?<digits>\d{1,3}(?:[,\u00a0\u202f']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?<after>\s?%|\s?(?:${CURRENCY}))?(?![\w])`, "gu");

/**
 * The figures of a text in order: digits with separators of thousands, decimals, percent and currency.
 * Dates, years, times, list numbers and numbers of orders or customers are none. Words for numbers are not read.
 */
export function findFigures(text: string): TextFigure[] {
  // Blanked out by as many spaces, so that offsets stay.
  const bare = text.replace(NOT_FIGURES, (found) => " ".repeat(found.length));
  return [...bare.matchAll(FIGURE)].map((match) => {
    const { before, digits = "", after } = match.groups ?? {};
    const plain = digits.replace(/[,\u00a0\u202f']/g, "");
    return {
      text: match[0].trim(),
      start: match.index + (match[0].length - match[0].trimStart().length),
      value: Number(plain),
      decimals: plain.includes(".") ? plain.length - plain.indexOf(".") - 1 : 0,
      percent: after?.includes("%") ?? false,
      money: before !== undefined || (after !== undefined && !after.includes("%")),
    };
  });
}
