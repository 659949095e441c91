import { describe, expect, it } from "vitest";
import type { Random } from "../random";
import { inventPerson } from "./people";
import { writeReview } from "./review-text";

type Review = { about: Parameters<typeof writeReview>[1]; text: string };

const albums = [
  ["Kind of Blue", "Miles Davis", "Modal"],
  ["Blue Train", "John Coltrane", "Hard bop"],
  ["Moanin'", "Art Blakey and the Jazz Messengers", "Hard bop"],
  ["Out to Lunch!", "Eric Dolphy", "Avant-garde"],
  ["Free Jazz: A Collective Improvisation", "Ornette Coleman", "Free jazz"],
  ["Getz/Gilberto", "Stan Getz & João Gilberto", "Bossa nova"],
  ["Ella and Louis", "Ella Fitzgerald & Louis Armstrong", "Vocal"],
  ["Head Hunters", "Herbie Hancock", "Jazz-funk"],
  ["Birds of Fire", "Mahavishnu Orchestra", "Fusion"],
  ["Waltz for Debby", "Bill Evans Trio", "Cool"],
  ["Art Pepper Meets the Rhythm Section", "Art Pepper", "West Coast"],
  ["Journey in Satchidananda", "Alice Coltrane", "Spiritual jazz"],
  ["The Sidewinder", "Lee Morgan", "Soul jazz"],
  ["Speak No Evil", "Wayne Shorter", "Post-bop"],
  ["The Atomic Mr. Basie", "Count Basie and His Orchestra", "Big band"],
  ["Kenya", "Machito", "Latin jazz"],
  ["Jazz at Massey Hall", "The Quintet", "Bebop"],
  ["Django", "Django Reinhardt", "Swing"],
  ["Fontessa", "The Modern Jazz Quartet", "Third stream"],
  ["From Gagarin's Point of View", "Esbjörn Svensson Trio", "Contemporary"],
  ["A very long title that nobody would ever say in full when they write about it", "Various Artists", "Anything else"],
] as const;

/** A small seeded generator of its own, so that a change of the shop's does not move these figures. */
function mulberry32(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function drawRating(random: Random): 1 | 2 | 3 | 4 | 5 {
  const at = random();
  if (at < 0.04) return 1;
  if (at < 0.1) return 2;
  if (at < 0.23) return 3;
  return at < 0.55 ? 4 : 5;
}

function writeReviews(seed: number, count: number): Review[] {
  const random = mulberry32(seed);
  return Array.from({ length: count }, () => {
    const [title, artist, genre] = albums[Math.floor(random() * albums.length)] ?? albums[0];
    const about = { rating: drawRating(random), title, artist, genre, used: random() < 0.4 };
    return { about, text: writeReview(random, about) };
  });
}

const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?])\s+/).map((sentence) => sentence.toLowerCase().replace(/[.!?]+$/, ""));

const reviews = writeReviews(20260630, 1400);

describe("writeReview", () => {
  it("gives the same texts for the same random stream", () => {
    expect(writeReviews(7, 60)).toEqual(writeReviews(7, 60));
    expect(writeReviews(8, 60)).not.toEqual(writeReviews(7, 60));
  });

  it.each([20260630, 1, 2, 3])("writes 1,400 texts of which 97 % are distinct and no sentence stands in more than 3 % (seed %i)", (seed) => {
    const texts = writeReviews(seed, 1400).map(({ text }) => text);
    expect(new Set(texts).size).toBeGreaterThanOrEqual(1400 * 0.97);
    const counts = new Map<string, number>();
    for (const text of texts) for (const sentence of new Set(sentencesOf(text))) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
    const [mostFrequent] = [...counts].sort((a, b) => b[1] - a[1]);
    expect(mostFrequent?.[1], mostFrequent?.[0]).toBeLessThanOrEqual(1400 * 0.03);
  });

  it("stays between 8 and 900 characters on one line", () => {
    for (const { text } of reviews) {
      expect(text.length, text).toBeGreaterThanOrEqual(8);
      expect(text.length, text).toBeLessThanOrEqual(900);
      expect(text, text).toMatch(/^\S(?:.*\S)?$/u);
    }
  });

  it("leaves no mark of the machinery in a text", () => {
    for (const { text } of reviews) {
      expect(text, text).not.toMatch(/[{}[\]|@]|undefined|\bnull\b|NaN|\[object| {2}|\.\.|[!?]\.|,\.| [,.]/);
      expect(text, text).not.toMatch(/[€$£]/);
    }
  });

  it("speaks of voices only where somebody sings, and never of a horn", () => {
    for (const { about, text } of reviews) {
      if (!["Vocal", "Bossa nova"].includes(about.genre)) expect(text, text).not.toMatch(/\b(voices?|singers?|vocals?|lyrics|phrasing)\b/i);
      expect(text, text).not.toMatch(/\b(sax|saxophone|trumpet|trombone|organ|vibraphone)\b/i);
    }
  });

  it("grades used copies only and lets only new ones come out of the shrink wrap", () => {
    for (const { about, text } of reviews) {
      if (!about.used) expect(text, text).not.toMatch(/VG|second-hand/i);
      else expect(text, text).not.toMatch(/brand new|straight out of the shrink|sealed/i);
    }
  });

  it("delights nobody with few stars and annoys nobody with many", () => {
    const delight =
      /highly recommended|would buy again|buy with confidence|five stars,|can't fault|goosebump|masterpiece|thank you, misty|no complaints|ten out of/i;
    const anger = /never again|overpriced|\bavoid\b|one star|two stars|not recommended|refund was refused|what a waste|disappoint|cheated|useless/i;
    for (const { about, text } of reviews) {
      if (about.rating <= 2) expect(text, text).not.toMatch(delight);
      if (about.rating >= 4) expect(text, text).not.toMatch(about.rating === 5 ? anger : /never again|refund was refused|cheated/i);
    }
  });
});

describe("inventPerson", () => {
  const random = mulberry32(20260630);
  const people = Array.from({ length: 2500 }, () => inventPerson(random));

  it("gives the same people for the same random stream", () => {
    const again = mulberry32(20260630);
    expect(Array.from({ length: 50 }, () => inventPerson(again))).toEqual(people.slice(0, 50));
  });

  it("rarely makes namesakes, though some names are long", () => {
    expect(new Set(people.map(({ name }) => name)).size).toBeGreaterThanOrEqual(2300);
    expect(Math.max(...people.map(({ name }) => name.length))).toBeGreaterThanOrEqual(38);
    expect(people.filter(({ name }) => /[^\u0020-\u007e]/.test(name)).length).toBeGreaterThan(250);
    for (const { name, givenName, familyName } of people) expect(name).toBe(`${givenName} ${familyName}`);
  });

  it("draws on at least 180 given and 260 family names", () => {
    expect(new Set(people.map(({ givenName }) => givenName)).size).toBeGreaterThanOrEqual(180);
    expect(new Set(people.map(({ familyName }) => familyName)).size).toBeGreaterThanOrEqual(260);
  });

  it("writes local parts that any mail server takes", () => {
    for (const { emailLocalPart } of people) {
      expect(emailLocalPart).toMatch(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/);
      expect(emailLocalPart.length).toBeLessThanOrEqual(48);
    }
  });

  it("fills addresses without leaving a pattern behind", () => {
    for (const person of people) {
      for (const text of [person.street, person.city, person.country, person.postcode])
        expect(text, JSON.stringify(person)).toMatch(/^['\p{L}\p{N}][^#{}@%]*$/u);
      expect(person.street, person.street).toMatch(/\d/);
    }
  });

  it("uses only telephone numbers reserved for fiction or impossible ones", () => {
    const safe = [
      /^\+1 \d{3}-555-01\d\d$/,
      /^\+44 (20 7946 0\d{3}|1\d\d 49[68] 0\d{3}|1632 960\d{3}|7700 900\d{3})$/,
      /^\+49 (30 23125 \d{3}|40 66969 \d{3}|69 90009 \d{3}|89 99998 \d{3}|221 4710 \d{3})$/,
      /^\+33 (1 99 00|2 61 91|3 53 01|4 65 71|5 36 49|6 39 98) \d\d \d\d$/,
      /^\+61 \d (5550|7010) \d{4}$/,
      /^\+\d{1,3} 000 \d{3} \d{4}$/,
    ];
    for (const { phone } of people)
      expect(
        safe.some((pattern) => pattern.test(phone)),
        phone
      ).toBe(true);
  });
});
