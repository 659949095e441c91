import type { Day } from "../days.ts";
import { pick, randomFrom } from "../random.ts";
import type { Album } from "../world/albums.ts";
import { completedUnpaid, failedShift, paidDiffers, refundSpikes } from "./payment-plants.ts";
import { type Ground, Plants } from "./plants.ts";
import { priceOutliers, ratingDrops, unansweredReviews } from "./record-plants.ts";
import { deadStock, negativeStock, stockOuts } from "./stock-plants.ts";
import { doubles, orderValueShifts, quietChampions, revenueOutliers } from "./trade-plants.ts";

/** What the plantings need to know of the shop. */
export interface GroundPlan {
  seed: number;
  firstDay: Day;
  anchor: Day;
  albums: readonly Album[];
  founders: number;
  champions: number;
  unitsPerWeek: number;
}

/** Titles must be on sale this long before the anchor to be planted in. */
const SETTLED_DAYS = 450;

/** Plans all defects and near misses relative to `anchor`. Changes a few titles of `albums` before the history begins. */
export function makePlants(plan: GroundPlan): Plants {
  const random = randomFrom(plan.seed, "plants");
  const total = plan.albums.reduce((sum, album) => sum + album.weight, 0);
  const taken = new Set<Album>();
  const made: { plants: Plants | null } = { plants: null };
  const ground: Ground = {
    ...plan,
    perWeek: (album) => (plan.unitsPerWeek * album.weight) / total,
    take(fits) {
      const album = pick(random, plan.albums.filter((candidate) => !taken.has(candidate) && candidate.since <= plan.anchor - SETTLED_DAYS && fits(candidate)));
      taken.add(album);
      return album;
    },
    note: (planted) => made.plants?.noted.push(planted),
  };
  made.plants = new Plants([
    ...stockOuts(ground),
    ...negativeStock(ground),
    ...deadStock(ground),
    ...paidDiffers(ground),
    ...completedUnpaid(ground),
    ...failedShift(ground),
    ...refundSpikes(ground),
    ...revenueOutliers(ground),
    ...orderValueShifts(ground),
    ...quietChampions(ground),
    ...ratingDrops(ground),
    ...unansweredReviews(ground),
    ...priceOutliers(ground),
    ...doubles(ground),
  ]);
  return made.plants;
}
