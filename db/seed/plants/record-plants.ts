import { type Day, isoFromDay } from "../days.ts";
import { decimal } from "../money.ts";
import { randomFrom } from "../random.ts";
import { addReview } from "../shop/after-sale.ts";
import { setPrice } from "../shop/prices.ts";
import type { Shop } from "../shop/shop.ts";
import type { Album } from "../world/albums.ts";
import type { Ground, Plant } from "./plants.ts";

type Stars = 1 | 2 | 3 | 4 | 5;

/** How long before the anchor nobody complains of their own accord, so that what is planted is all there is. */
const KIND_DAYS = 90;

/** A review by somebody who has the record and has not written about it. Gives its id. */
function plantReview(shop: Shop, album: Album, stars: Stars, minute: number): string {
  const { customers } = shop.plan.population;
  const start = Math.floor(randomFrom(shop.plan.seed, "planted review", album.index, shop.day, minute)() * customers.length);
  for (let i = 0; i < customers.length; i++) {
    const customer = customers[(start + i) % customers.length];
    if (!customer || !customer.owned.includes(album.index)) continue;
    const id = addReview(shop, customer, album, stars, shop.at(minute), false);
    if (id) return id;
  }
  throw new Error(`nobody is left to review "${album.title}"`);
}

function noteNegative(ground: Ground, shop: Shop, review: string, stars: Stars): void {
  const day = isoFromDay(shop.day);
  ground.note({
    detector: "negative_review_unanswered", kind: "defect", subject: { type: "review", key: review }, from: day, until: isoFromDay(ground.anchor),
    effect: `${stars} ${stars === 1 ? "star" : "stars"}, ${ground.anchor - shop.day} days without an answer`, description: "A complaint nobody answered",
  });
}

/** Records that were loved until a bad pressing came; one that was never loved, one with too few words to say. */
export function ratingDrops(ground: Ground): Plant[] {
  const { anchor } = ground;
  const stars: readonly Stars[] = [1, 2, 1, 2, 3, 1, 2, 2, 1];
  const popular = (album: Album) => album.popularity === 5 && ground.perWeek(album) >= 1.6;
  const fallen = [0, 1].map((): Plant => {
    const album = ground.take(popular);
    album.quality = 4.7;
    return {
      reviewsHeld: (day, index) => index === album.index && day > anchor - 30 && day <= anchor,
      evening(shop, day) {
        const place = (anchor - 2 - day) / 3;
        const given = Number.isInteger(place) ? stars[place] : undefined;
        if (given !== undefined) {
          const review = plantReview(shop, album, given, 20 * 60 + 5);
          if (given <= 2) noteNegative(ground, shop, review, given);
        }
        if (day !== anchor) return;
        ground.note({
          detector: "rating_drop", kind: "defect", subject: { type: "album", key: album.id }, from: isoFromDay(anchor - 29), until: isoFromDay(anchor),
          effect: `mean of ${stars.length} reviews in 30 days 1.7, about 4.6 before`, description: "Loved until the last pressing",
        });
      },
    };
  });
  const mediocre = ground.take(popular);
  mediocre.quality = 3;
  const sparse = ground.take((album) => album.popularity === 4);
  return [
    ...fallen,
    {
      reviewsHeld: (day, index) => index === sparse.index && day > anchor - 30 && day <= anchor,
      evening(shop, day) {
        if (day === anchor - 7 || day === anchor - 13) plantReview(shop, sparse, 3, 20 * 60 + 25);
        if (day !== anchor) return;
        for (const [album, effect, description] of [
          [mediocre, "mean about 3 for three years", "Never loved, and no worse than before"],
          [sparse, "two reviews of three stars", "Too few reviews to call it a drop"],
        ] as const) {
          ground.note({ detector: "rating_drop", kind: "near_miss", subject: { type: "album", key: album.id }, from: isoFromDay(anchor - 29), until: isoFromDay(anchor), effect, description });
        }
      },
    },
  ];
}

/** Complaints without an answer; one of this very evening, and one that only grumbles. */
export function unansweredReviews(ground: Ground): Plant[] {
  const { anchor } = ground;
  const complaints = new Map<Day, Stars>([[anchor - 6, 1], [anchor - 10, 2], [anchor - 16, 1]]);
  const titles = [0, 1, 2, 3, 4].map(() => ground.take((album) => album.popularity === 4));
  const title = (place: number): Album => titles[place] ?? ground.take((album) => album.popularity === 4);
  return [
    {
      kindness: (day) => (day > anchor - KIND_DAYS && day <= anchor ? 3 : 1),
      evening(shop, day) {
        const stars = complaints.get(day);
        if (stars) noteNegative(ground, shop, plantReview(shop, title([...complaints.keys()].indexOf(day)), stars, 20 * 60 + 45), stars);
        if (day === anchor) noteMiss(plantReview(shop, title(3), 1, 21 * 60 + 30), "1 star, written this evening", "Nobody could have answered yet");
        if (day === anchor - 7) noteMiss(plantReview(shop, title(4), 3, 20 * 60 + 55), "3 stars", "Grumbling, but not a complaint");
        function noteMiss(review: string, effect: string, description: string): void {
          ground.note({ detector: "negative_review_unanswered", kind: "near_miss", subject: { type: "review", key: review }, from: isoFromDay(day), until: isoFromDay(anchor), effect, description });
        }
      },
    },
  ];
}

/** Prices typed wrongly; beside a sale price and a box that is worth its price. */
export function priceOutliers(ground: Ground): Plant[] {
  const { anchor } = ground;
  const box = ground.take((album) => album.popularity === 1);
  Object.assign(box, { format: "3LP box", startPrice: 7_490, startCost: 4_850 });
  const slip = (ago: number, kind: "defect" | "near_miss", words: string, popularity: number, priceOf: (was: number) => number): Plant => {
    const album = ground.take((candidate) => candidate.popularity === popularity);
    let was = 0;
    return {
      // Nobody buys at ten times the price, and the buyer only sees it later.
      unwanted: (day, index) => index === album.index && kind === "defect" && day >= anchor - ago && day <= anchor + 25,
      morning(shop, day) {
        const cost = shop.costs[album.index] ?? album.startCost;
        if (day === anchor - ago) {
          was = shop.prices[album.index] ?? album.startPrice;
          setPrice(shop, album, priceOf(was), cost, shop.at(10 * 60));
          ground.note({
            detector: "price_outlier", kind, subject: { type: "album", key: album.id }, from: isoFromDay(day), until: isoFromDay(anchor),
            effect: `${decimal(was)} became ${decimal(priceOf(was))}`, description: words,
          });
        }
        if (day === anchor + 26 && kind === "defect") setPrice(shop, album, was, cost, shop.at(10 * 60));
      },
    };
  };
  return [
    slip(6, "defect", "The decimal point slipped to the right", 2, (was) => was * 10),
    slip(15, "defect", "The decimal point slipped to the left", 2, (was) => Math.round(was / 10)),
    slip(21, "defect", "A digit was typed twice", 3, (was) => was * 6),
    slip(10, "near_miss", "A sale price", 3, (was) => Math.round(was * 0.75)),
    {
      evening(_shop, day) {
        if (day !== anchor) return;
        ground.note({
          detector: "price_outlier", kind: "near_miss", subject: { type: "album", key: box.id }, from: isoFromDay(ground.firstDay), until: isoFromDay(anchor),
          effect: "74.90 and more for a box of three records, cost 48.50", description: "Dear, and worth it",
        });
      },
    },
  ];
}
