import { readFileSync, writeFileSync } from "node:fs";
import { it } from "vitest";
import { decide, shopTools, show } from "./conversation.ts";
it("tries", async () => {
  const tools = await shopTools();
  const lines = readFileSync("/tmp/dev-questions.txt", "utf8").split("\n").filter(Boolean);
  writeFileSync("/tmp/dev-out.txt", lines.map((q) => `${q}\n    ${show(decide(tools, q.split(" || ").map((question, i, all) => ({ question, ...(i < all.length - 1 ? {} : {}) }))))}`).join("\n"));
});
