import fc from "fast-check";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { USER_ROLES } from "../../../enums.ts";
import { withRls, withSystem } from "../../../rls.ts";
import { addAlbum, addCustomer, addReview, asRole, openTestDatabase, runs, type TestDatabase } from "../../../testing/index.ts";
import { randomHistory, writeHistory } from "../../../testing/random-history.ts";
import { REVIEW_PHRASES } from "../../../testing/review-phrases.ts";
import type { BlockQuestion } from "../block.ts";
import { expectDrills, expectRaw, expectTable } from "../testing/check-block.ts";
import { asked, frameOf, randomQuestion } from "../testing/random-question.ts";
import { RAW_REVIEWS } from "../testing/raw-reviews.ts";
import { loadWords, scoreReview } from "../testing/score-review.ts";
import { REVIEWS_BLOCKS } from "./index.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ settings: { timeZone: "Europe/Berlin" } });
});
afterAll(() => test.close());

describe("every block of the reviews", () => {
  it("is what hand-written SQL and an own reader of bodies say, its rows add up, and every role sees the same figures", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, randomQuestion, fc.constantFrom(...USER_ROLES), async (history, asking, role) => {
        await withSystem(test.db, "write a random history", (tx) => writeHistory(tx, history));
        for (const block of REVIEWS_BLOCKS) {
          for (const choice of asked(block, asking)) {
            const name = `${block.id} by ${choice.by}`;
            const raw = await withSystem(test.db, "count by hand", (tx) => RAW_REVIEWS[block.id]?.(tx, choice) ?? Promise.reject(new Error(`${name} has no reference`)));
            const data = await withRls(test.db, asRole("manager"), async (tx) => {
              const found = await block.read(tx, choice);
              await expectDrills(tx, found, name);
              return found;
            });
            expectTable(data, name);
            expectRaw(data, raw, name);
            const other = await withRls(test.db, asRole(role), (tx) => block.read(tx, choice));
            expect(other, name).toEqual(data);
          }
        }
      }),
      { numRuns: Math.ceil(runs() / 3) },
    );
  });

  it("names the person, the record and how a new review reads, the newest first, and cuts a long text", async () => {
    const question: BlockQuestion = { frame: frameOf({ from: "2026-06-01", to: "2026-06-30" }, null, 2), today: "2026-07-01", currency: "EUR", timeZone: "Europe/Berlin", by: "" };
    const newest = REVIEWS_BLOCKS.find((block) => block.id === "newest");
    await withSystem(test.db, "reviews", async (tx) => {
      await writeHistory(tx, { albums: [], orders: [], reviews: [], movements: [] });
      const customerId = await addCustomer(tx, { name: "Ada" });
      for (let n = 0; n < 23; n += 1) {
        await addReview(tx, { customerId, albumId: await addAlbum(tx, { title: `Record ${n}` }), rating: 2, body: n === 22 ? `Terrible. ${"x".repeat(700)}` : n === 0 ? "   " : "Wonderful", reviewDate: new Date(Date.UTC(2026, 5, 1 + n, 10)) });
      }
    });
    const data = await withRls(test.db, asRole("staff"), (tx) => newest?.read(tx, question) ?? Promise.reject(new Error()));
    expect(data.rows).toHaveLength(20);
    expect(data.total).toBe(22);
    expect(data.rows[0]).toMatchObject({ cells: { at: "2026-06-23T10:00:00.000Z", stars: 2, title: "Record 22", customer: "Ada", reads: "Bad" }, about: { page: "album" } });
    expect(String(data.rows[0]?.cells["body"])).toMatch(/^Terrible\. x+…$/);
    expect(String(data.rows[0]?.cells["body"])).toHaveLength(600);
    expect(data.rows[1]?.cells["reads"]).toBe("Good");
    const sentiment = REVIEWS_BLOCKS.find((block) => block.id === "sentiment");
    const said = await withRls(test.db, asRole("staff"), (tx) => sentiment?.read(tx, question) ?? Promise.reject(new Error()));
    expect(said.notes).toEqual(["0 reviews with four or five stars read bad, 21 reviews with one or two read good."]);
  });
});

describe("what reviews say", () => {
  const kept = () =>
    withSystem(test.db, "what is kept", async (tx) => {
      const words = await loadWords(tx);
      const rows = await tx.execute<{ body: string | null; score: string | null; label: string; themes: string[]; version: string }>(
        sql`select r.body, s.score::text as score, s.label, s.themes, s.version from reviews r left join review_sentiments s on s.review_id = r.id`,
      );
      return rows.map(({ body, score, ...row }) => {
        const { score: own, ...expected } = scoreReview(words, body);
        expect({ body, label: row.label, themes: row.themes }).toEqual({ body, ...expected });
        if (own === null) expect(score).toBeNull();
        else expect(Number(score), body ?? "").toBeCloseTo(own, 3);
        return row.version;
      });
    });
  const anything = fc.oneof(fc.array(fc.constantFrom(...REVIEW_PHRASES), { maxLength: 8 }).map((parts) => parts.join(" ")), fc.string({ unit: "binary", maxLength: 60 }).map((text) => text.replaceAll("\0", "")), fc.constant(null));

  it("is read from any text when it is written, changed, written over and taken away, and the same when all is read anew", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { minLength: 1, maxLength: 12 }), fc.array(anything, { minLength: 1, maxLength: 4 }), async (bodies, changes) => {
        await withSystem(test.db, "write reviews", async (tx) => {
          await writeHistory(tx, { albums: [], orders: [], reviews: [], movements: [] });
          const customerId = await addCustomer(tx);
          const ids: string[] = [];
          for (const body of bodies) ids.push(await addReview(tx, { customerId, albumId: await addAlbum(tx), rating: 3, ...(body === null ? {} : { body }) }));
          for (const [n, body] of changes.entries()) await tx.execute(sql`update reviews set body = ${body} where id = ${ids[n % ids.length] ?? ""}`);
          await tx.execute(sql`update reviews set rating = 4`);
          if (ids.length > 2) await tx.execute(sql`delete from reviews where id = ${ids[0] ?? ""}`);
        });
        const versions = await kept();
        expect(new Set(versions)).toEqual(new Set(["words-1"]));
        const all = () => withSystem(test.db, "all", (tx) => tx.execute<{ all: string }>(sql`select jsonb_agg(to_jsonb(s) order by review_id)::text as all from review_sentiments s`));
        const [before] = await all();
        await withSystem(test.db, "read anew", (tx) => tx.execute(sql`select rebuild_review_sentiments()`));
        expect((await all())[0]).toEqual(before);
      }),
      { numRuns: Math.ceil(runs() / 3) },
    );
  });

  it.each([
    ["A great record, very well packed.", "good", ["sleeve"]],
    ["The sleeve came bent and nobody answers the phone.", "bad", ["service", "sleeve"]],
    ["No noise, dead quiet.", "good", ["pressing"]],
    ["It does not play.", "bad", []],
    ["Not a good pressing.", "bad", ["pressing"]],
    ["I do not know. Good!", "good", []],
    ["Lovely music, warped record.", "bad", ["music", "pressing"]],
    ["Side two.", "none", []],
  ])("%s is %s", async (body, label, themes) => {
    await withSystem(test.db, "one review", async (tx) => {
      const id = await addReview(tx, { customerId: await addCustomer(tx), albumId: await addAlbum(tx), rating: 3, body });
      const [row] = await tx.execute<{ label: string; themes: string[] }>(sql`select label, themes from review_sentiments where review_id = ${id}`);
      expect(row).toEqual({ label, themes });
    });
  });
});
