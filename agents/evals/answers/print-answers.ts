import { wilsonInterval } from "../wilson.ts";
import { ALTERATIONS } from "./altered/types.ts";
import type { HeldSentence } from "./run-altered.ts";
import type { GradedAnswer } from "./run-answers.ts";

interface Line {
  name: string;
  right: number;
  total: number;
  share: number;
  interval: { low: number; high: number } | null;
}

const line = (name: string, right: number, total: number): Line => ({ name, right, total, share: total === 0 ? 0 : right / total, interval: wilsonInterval(right, total) });

const isRight = ({ result }: GradedAnswer): boolean => result === "right";
const lineOf = (name: string, graded: readonly GradedAnswer[]): Line => line(name, graded.filter(isRight).length, graded.length);

/** Questions that the documents do not answer. */
const NONE = ["near-subject", "shop-figure", "jazz"];

/** E2 and E3 in figures: each part apart, its groups below it. */
export function summariseAnswers(graded: readonly GradedAnswer[]) {
  const parts = [...new Set(graded.map(({ part }) => part))].filter((part) => part !== "forbidden");
  const cited = graded.reduce((sum, one) => sum + one.cited, 0);
  const notVerbatim = graded.reduce((sum, one) => sum + one.notVerbatim, 0);
  return {
    model: [...new Set(graded.map(({ model }) => model))].join(", "),
    /** E2. */
    citations: line("quotes that stand verbatim in their passage", cited - notVerbatim, cited),
    /** E3. */
    parts: Object.fromEntries(parts.map((part) => {
      const own = graded.filter((one) => one.part === part);
      const [none, answerable] = [own.filter(({ group }) => NONE.includes(group)), own.filter(({ group }) => !NONE.includes(group) && group !== "follow-up")];
      return [part, {
        answered: lineOf("answerable, right passage cited", answerable),
        quoted: line("  the very statement quoted", answerable.filter((one) => isRight(one) && one.quotesIt).length, answerable.length),
        declined: lineOf("not in the documents, declined", none),
        followUps: lineOf("follow-ups, right passage cited", own.filter(({ group }) => group === "follow-up")),
        wrong: answerable.filter(({ result }) => result === "wrong").length,
        notAnswered: answerable.filter(({ result }) => result === "declined").length,
        groups: [...new Set(own.map(({ group }) => group))].map((group) => lineOf(group, own.filter((one) => one.group === group))),
      }];
    })),
    forbidden: lineOf("documents that a role may not read, kept from it", graded.filter(({ part }) => part === "forbidden")),
  };
}

/** E2b in figures: true sentences that keep their mark, false ones that lose it; by part and by how they were made false. */
export function summariseAltered(held: readonly HeldSentence[]) {
  const right = (name: string, of: readonly HeldSentence[]): Line => line(name, of.filter(({ keepsRight }) => keepsRight).length, of.length);
  const wrong = (name: string, of: readonly HeldSentence[]): Line => line(name, of.filter(({ dropsWrong }) => dropsWrong).length, of.length);
  return {
    right: right("true sentences that keep their mark", held),
    wrong: wrong("false sentences that lose it", held),
    parts: [...new Set(held.map(({ part }) => part))].flatMap((part) => {
      const own = held.filter((one) => one.part === part);
      return [right(`  ${part}, true`, own), wrong(`  ${part}, false`, own)];
    }),
    kinds: ALTERATIONS.map((kind) => wrong(`  ${kind}`, held.filter((one) => one.kind === kind))),
  };
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const say = ({ name, right, total, share, interval }: Line): string =>
  `${name.padEnd(50)} ${`${right} of ${total}`.padStart(12)}  ${percent(share).padStart(7)}${interval ? `  ${percent(interval.low)} to ${percent(interval.high)}` : ""}\n`;

/** E2b as lines for people, with the sentences of the tuning part that went wrong. */
export function printAltered(held: readonly HeldSentence[], write: (text: string) => void): void {
  const { right, wrong, parts, kinds } = summariseAltered(held);
  write("Marks held against altered sentences\n\n");
  for (const one of [right, wrong, ...parts, ...kinds]) write(say(one));
  for (const { part, keepsRight, dropsWrong, ...sentence } of held) {
    if (part === "held-out") continue;
    if (!keepsRight) write(`  lost its mark: ${sentence.right}\n`);
    if (!dropsWrong) write(`  kept its mark: ${sentence.wrong}\n`);
  }
  write("\n");
}

/** The summary as lines for people, and each miss of the tuning part; those of the held-out part stay unread. */
export function printAnswers(graded: readonly GradedAnswer[], write: (text: string) => void): void {
  const { model, citations, parts, forbidden } = summariseAnswers(graded);
  write(`Answers from the documents, model ${model}, with 95 % intervals\n\n`);
  write(say(citations));
  write(say(forbidden));
  for (const [part, { answered, quoted, declined, followUps, wrong, notAnswered, groups }] of Object.entries(parts)) {
    write(`\n${part}\n`);
    for (const one of [answered, quoted, declined, followUps]) write(say(one));
    write(`  of those answerable ${wrong} cited something else and ${notAnswered} were declined\n`);
    for (const one of groups) write(say({ ...one, name: `  ${one.name}` }));
  }
  const misses = graded.filter((one) => !isRight(one) && one.part !== "held-out");
  if (misses.length > 0) write(`\nMisses (${misses.length}, without the held-out part)\n`);
  for (const { id, result, group, questions, text } of misses) write(`\n${id} · ${result} · ${group}\n  ${questions.join(" / ")}\n  ${text.replaceAll("\n", "\n  ")}\n`);
}
