import { z } from "zod/v4";
import { blockOf } from "../shared/block-of.ts";
import { blockTool } from "../shared/from-block.ts";
import { periodFields } from "../shared/inputs.ts";

export const reviewThemes = blockTool({
  block: blockOf("reviews", "themes"),
  label: "Themes of the reviews",
  description: "Themes of the reviews, what they talk about: sound, pressing, sleeve and packaging, delivery, price, service, staff, music; how many reviews mention each, their average stars (rating), and how many of them complain.",
  input: z.object(periodFields),
  ask: (input) => input,
});

export const reviewSentiment = blockTool({
  block: blockOf("reviews", "sentiment"),
  label: "Sentiment of the reviews",
  description: "Sentiment (mood, tone) of the reviews: how many read good (positive), mixed or bad (negative) by their words, with their share and beside the stars they gave.",
  input: z.object(periodFields),
  ask: (input) => input,
});
