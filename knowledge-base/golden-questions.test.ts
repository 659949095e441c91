import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { USER_ROLES, type UserRole } from "#db/enums.ts";
import { CONTRADICTIONS, NEAR_MISSES } from "./contradictions.ts";
import { GOLDEN_QUESTIONS } from "./golden-questions.ts";
import { type Part, QUESTION_KINDS, UNANSWERABLE_GROUPS } from "./golden-questions/types.ts";
import { STARTER_QUESTIONS } from "./starter-questions.ts";

const { answerable, unanswerable, followUps, forbidden } = GOLDEN_QUESTIONS;
const FIELDS = ["title", "owner", "audience", "reviewed", "review_due"];
const AUDIENCES = ["all", "marketing", "buyer", "manager", "admin"];
/** The day on which the number of overdue documents is counted. */
const TODAY = "2026-12-01";

const collapse = (text: string): string => text.replace(/\s+/g, " ").trim();
const wordsOf = (text: string): number => collapse(text).split(" ").length;
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

interface ShopDocument {
  fields: ReadonlyMap<string, string>;
  body: string;
  text: string;
}

function readDocument(file: string): ShopDocument {
  const raw = readFileSync(new URL(`./documents/${file}`, import.meta.url), "utf8");
  const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(raw) ?? [];
  if (head === undefined || body === undefined) throw new Error(`${file} has no front matter`);
  const fields = new Map(head.split("\n").map((line): [string, string] => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]));
  return { fields, body, text: collapse(body) };
}

const documents = new Map(readdirSync(new URL("./documents", import.meta.url)).map((file) => [file.replace(/\.md$/, ""), readDocument(file)]));
const fieldOf = (document: string, field: string): string => documents.get(document)?.fields.get(field) ?? "";
const timesIn = (document: string, quote: string): number => (documents.get(document)?.text.split(collapse(quote)).length ?? 1) - 1;

/** As `audience` is to be read: the role itself, managers and admins; `admin` is for admins only. */
const mayRead = (role: UserRole, document: string): boolean => {
  const audience = fieldOf(document, "audience");
  return audience === "all" || audience === role || role === "admin" || (role === "manager" && audience !== "admin");
};

describe("the documents of the shop", () => {
  it("are about sixteen, some of which not everybody may read", () => {
    expect(documents.size).toBeGreaterThanOrEqual(16);
    expect([...documents.keys()].filter((document) => fieldOf(document, "audience") !== "all").length).toBeGreaterThanOrEqual(2);
    for (const role of ["staff", "marketing", "buyer", "manager"] as const) expect([...documents.keys()].some((document) => !mayRead(role, document)), role).toBe(true);
  });

  it.each([...documents])("%s has a valid head, headings and a length one reads", (_name, { fields, body, text }) => {
    expect([...fields.keys()]).toEqual(FIELDS);
    expect(body).toContain(`# ${fields.get("title")}\n`);
    expect(USER_ROLES).toContain(fields.get("owner"));
    expect(AUDIENCES).toContain(fields.get("audience"));
    const [reviewed = "", due = ""] = [fields.get("reviewed"), fields.get("review_due")];
    expect([isDay(reviewed), isDay(due)]).toEqual([true, true]);
    expect(reviewed < due && reviewed < TODAY).toBe(true);
    expect(body.match(/^## /gm)?.length ?? 0).toBeGreaterThanOrEqual(4);
    const words = wordsOf(text);
    expect(words >= 600 && words <= 2_000, `${words} words`).toBe(true);
  });

  it("has two overdue ones, and tables in several", () => {
    expect([...documents.keys()].filter((document) => fieldOf(document, "review_due") < TODAY)).toHaveLength(2);
    expect([...documents.values()].filter(({ body }) => /^\|(---\|)+$/m.test(body)).length).toBeGreaterThanOrEqual(8);
  });
});

describe("the golden questions", () => {
  it("are enough", () => {
    expect(answerable.length).toBeGreaterThanOrEqual(120);
    expect(answerable.filter(({ kind }) => kind === "other-words").length).toBeGreaterThanOrEqual(45);
    expect(unanswerable.length).toBeGreaterThanOrEqual(45);
    expect(followUps.length).toBeGreaterThanOrEqual(12);
    expect(forbidden.length).toBeGreaterThanOrEqual(6);
  });

  it("have ids and words of their own", () => {
    const all = [...answerable, ...unanswerable, ...forbidden];
    expect(new Set([...all, ...followUps].map(({ id }) => id)).size).toBe(all.length + followUps.length);
    expect(new Set([...answerable, ...unanswerable].map(({ question }) => question.toLowerCase())).size).toBe(answerable.length + unanswerable.length);
    for (const { question } of all) expect(wordsOf(question), question).toBeGreaterThanOrEqual(4);
  });

  it("are of every kind in the tuning part", () => {
    const inTuning = <Of extends { part: Part }>(questions: readonly Of[]): Of[] => questions.filter(({ part }) => part === "tuning");
    for (const kind of QUESTION_KINDS) expect(inTuning(answerable).filter((question) => question.kind === kind).length, kind).toBeGreaterThanOrEqual(20);
    for (const group of UNANSWERABLE_GROUPS) expect(inTuning(unanswerable).filter((question) => question.group === group).length, group).toBeGreaterThanOrEqual(6);
    expect(inTuning(followUps).length).toBeGreaterThanOrEqual(12);
  });

  it("quote a passage that stands once in its document", () => {
    for (const { id, document, quote } of [...answerable, ...followUps]) {
      expect(timesIn(document, quote), id).toBe(1);
      expect(wordsOf(quote) >= 5 && wordsOf(quote) <= 60, id).toBe(true);
    }
    for (const { id, document, quote, alsoAnsweredBy = [] } of answerable) {
      for (const other of alsoAnsweredBy) {
        expect([other.document, other.quote], id).not.toEqual([document, quote]);
        expect(timesIn(other.document, other.quote), id).toBe(1);
      }
    }
  });

  it("ask about every document", () => {
    for (const document of documents.keys()) expect(answerable.filter((question) => question.document === document).length, document).toBeGreaterThanOrEqual(6);
  });

  it("have other words than the passage where they say so", () => {
    const contentOf = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\d]{4,}/gu) ?? []);
    for (const { id, kind, question, quote } of answerable) {
      if (kind !== "other-words") continue;
      const asked = contentOf(question);
      const shared = [...asked].filter((word) => contentOf(quote).has(word));
      expect(shared.length, `${id}: ${shared.join(", ")}`).toBeLessThanOrEqual(asked.size / 2);
    }
  });

  it("name no document where there is no answer", () => {
    for (const question of unanswerable) {
      expect(Object.keys(question).sort()).toEqual(["group", "id", "part", "question", "why"]);
      expect([...documents.keys()].filter((document) => question.why.includes(document))).toEqual([]);
    }
  });

  it("keep a document from a role that may not read it", () => {
    for (const { id, role, mustNotSee } of forbidden) {
      expect(documents.has(mustNotSee), id).toBe(true);
      expect(mayRead(role, mustNotSee), id).toBe(false);
    }
  });
});

describe("what stands beside them", () => {
  it("has six starter questions that everybody's documents answer", () => {
    expect(STARTER_QUESTIONS).toHaveLength(6);
    for (const { question, document, quote } of STARTER_QUESTIONS) {
      expect(timesIn(document, quote), question).toBe(1);
      expect(fieldOf(document, "audience"), question).toBe("all");
    }
  });

  it("has two contradictions and three near misses, verbatim and between documents", () => {
    expect(CONTRADICTIONS).toHaveLength(2);
    expect(NEAR_MISSES.length).toBeGreaterThanOrEqual(3);
    for (const { subject, one, other } of [...CONTRADICTIONS, ...NEAR_MISSES]) {
      expect(one.document, subject).not.toBe(other.document);
      expect([timesIn(one.document, one.quote), timesIn(other.document, other.quote)], subject).toEqual([1, 1]);
    }
  });
});
