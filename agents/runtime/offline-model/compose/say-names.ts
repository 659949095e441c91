import { nameKey } from "../language/fuzzy.ts";
import { type NameHit, pickHit, readHits } from "../planning/found-names.ts";
import type { NameQuestion } from "../planning/names-asked.ts";
import type { PastCall } from "../read-prompt.ts";

const sayHit = ({ kind, name, detail }: NameHit): string => `${kind ? `the ${kind} ` : ""}**${name}**${detail ? ` (${detail})` : ""}`;

/** Whether a name of the shop is the one that was asked for, and how it is written. */
export function sayNames(question: NameQuestion, call: PastCall): string {
  if (call.isError) return call.result ?? "That did not work.";
  const hits = readHits(call.result ?? "");
  const said = { start: 0, end: 0, said: question.text, name: question.text, kind: null, hint: question.kind, isCertain: true };
  const ofKind = hits.filter((hit) => question.kind === null || hit.kind === null || hit.kind === question.kind);
  const hit = pickHit(said, ofKind);
  const words = nameKey(question.text).split(" ");
  const holding = ofKind.filter((other) => words.every((word) => nameKey(other.name).split(" ").includes(word)));
  const others = call.described ?? "";
  if (hit && nameKey(hit.name) === nameKey(question.text)) return [question.asksSpelling ? `It is written like this: ${sayHit(hit)}.` : `Yes, there is ${sayHit(hit)}.`, others].filter(Boolean).join("\n\n");
  if (holding.length > 0) return [`Yes, there ${holding.length === 1 ? "is" : "are"} ${holding.slice(0, 5).map(sayHit).join(", ")}.`, others].filter(Boolean).join("\n\n");
  if (hit) return [question.asksSpelling ? `It is written like this: ${sayHit(hit)}.` : `Yes, if you mean ${sayHit(hit)}: nothing is called exactly "${question.text}".`, others].filter(Boolean).join("\n\n");
  return `No, I found ${question.kind ? `no ${question.kind}` : "nothing"} called "${question.text}" in the shop's data.`;
}
