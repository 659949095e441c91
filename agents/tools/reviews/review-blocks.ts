import { z } from "zod/v4";
import { blockOf } from "../shared/block-of.ts";
import { blockTool } from "../shared/from-block.ts";
import { periodFields } from "../shared/inputs.ts";

export const reviewThemes = blockTool({
  block: blockOf("reviews", "themes"),
  label: "Themes of the reviews",
  description: "What reviews talk about: sound, pressing, sleeve and packaging, delivery, price, service and more, how often and with how many stars. What customers complain about or praise, topics of the feedback.",
  input: z.object(periodFields),
  ask: (input) => input,
});

export const reviewSentiment = blockTool({
  block: blockOf("reviews", "sentiment"),
  label: "Sentiment of the reviews",
  description: "How reviews read by their words, good, mixed or bad, against the stars they gave. Sentiment, mood or tone of the reviews.",
  input: z.object(periodFields),
  ask: (input) => input,
});
