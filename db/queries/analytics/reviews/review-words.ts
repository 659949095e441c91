import type { ReviewSentiment, ReviewTheme } from "../../../enums.ts";

/** What a review says, for people. */
export const SENTIMENT_WORDS: Record<ReviewSentiment, string> = { good: "Good", mixed: "Mixed", bad: "Bad", none: "No judging word" };

/** What a review is about, for people. */
export const THEME_WORDS: Record<ReviewTheme, string> = {
  music: "Music and playing",
  sound: "Sound",
  pressing: "Pressing and condition",
  sleeve: "Sleeve and packaging",
  delivery: "Delivery",
  price: "Price",
  service: "Service",
  staff: "Staff and advice",
};
