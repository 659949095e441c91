import { NO_PLANTS, type Plants } from "./plants.ts";
import type { Album } from "../world/albums.ts";
export interface PlantGround { seed: number; firstDay: number; anchor: number; albums: readonly Album[]; founders: number; champions: number }
export function makePlants(_ground: PlantGround): Plants { return NO_PLANTS; }
