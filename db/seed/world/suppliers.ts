/** A distributor: when the shop orders there and how long it takes. */
export interface Supplier {
  name: string;
  leadTimeDays: number;
  /** Day of the week on which the buyer sends the order; 1 is Monday. */
  orderWeekday: number;
}

/** The shop's distributors. Invented names: real ones have nothing to do with this shop. */
export const SUPPLIERS: readonly Supplier[] = [
  { name: "Nordlicht Vertrieb", leadTimeDays: 4, orderWeekday: 1 },
  { name: "Universal Counter Sales", leadTimeDays: 5, orderWeekday: 2 },
  { name: "Rhine Valley Records", leadTimeDays: 6, orderWeekday: 3 },
  { name: "Blue Lantern Distribution", leadTimeDays: 7, orderWeekday: 1 },
  { name: "Atlantic Crossing Imports", leadTimeDays: 14, orderWeekday: 4 },
  { name: "Tokyo Groove Export", leadTimeDays: 21, orderWeekday: 5 },
  { name: "Kleinlabel Kollektiv", leadTimeDays: 10, orderWeekday: 2 },
];

const BY_LABEL: readonly (readonly [RegExp, number])[] = [
  [/^blue note|^impulse|^verve|^philips|^fontana|^mercury|^emarcy|^decca|^capitol/i, 1],
  [/^columbia|^rca|^cbs|^epic|^cti|^sony/i, 3],
  [/^ecm|^act|^mps|^saba|^enja|^intakt|^steeplechase/i, 0],
  [/^atlantic|^warner|^reprise|^nonesuch|^elektra|^roulette/i, 2],
  [/^three blind mice|japan|nippon|^east wind|^trio|^toshiba/i, 5],
  [/^riverside|^prestige|^contemporary|^milestone|^fantasy|^pacific jazz|^savoy|^bethlehem|^strata|^delmark|^esp|^candid/i, 4],
];

/** Which supplier (position in SUPPLIERS) delivers a label. */
export const supplierOf = (label: string | null): number => BY_LABEL.find(([pattern]) => pattern.test(label ?? ""))?.[1] ?? 6;
