/** Pieces of review bodies for random histories: judging words and pairs, negations near and far, degrees, themes, and what only looks like words. */
export const REVIEW_PHRASES = [
  "Great record.", "great", "not great", "never a great sound", "not, I must say, a great one", "Very good pressing", "slightly warped", "WARPED!", "not warped", "no noise at all", "no", "does not play",
  "doesn't skip", "don’t buy", "It's lovely.", "dead quiet", "not dead quiet", "sent back", "no fun", "nothing wrong", "without scratches; good", "not. good", "the sleeve came bent", "delivery took weeks", "fast shipping, well packed",
  "overpriced", "worth the money", "friendly staff", "no refund", "the drummer swings", "too much", "cafe noir", "café", "9/10", "…", "", "😀 super", "hard bop", "never never never", "I cannot recommend it", "extremely bad", "bad but good",
] as const;
