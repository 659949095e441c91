import { GENRES } from "../catalogue/types.ts";
import { clockOf, type Day, isoFromDay } from "../days.ts";
import { type IdKind, idOf } from "../ids.ts";
import type { Cents } from "../money.ts";
import type { ActivityRow, AlbumRow, Batch, InventoryRow, MovementRow, OrderRow, PaymentRow } from "../rows.ts";
import { emptyBatch } from "../rows.ts";
import type { Album, AlbumPicker } from "../world/albums.ts";
import type { BasketPlan } from "../world/baskets.ts";
import type { Customer, Population } from "../world/population.ts";
import type { Plants } from "../plants/plants.ts";

/** Something that falls due on a later day; it runs after that day's sales. */
export type Task = (shop: Shop, day: Day) => void;

/** A used copy on the shelf. */
export interface UsedCopy {
  row: InventoryRow;
  price: Cents;
  cost: Cents;
}

export interface ShopPlan {
  seed: number;
  firstDay: Day;
  albums: Album[];
  picker: AlbumPicker;
  population: Population;
  baskets: BasketPlan;
  plants: Plants;
  /** How much bigger than the demo shop this one is. */
  scale: number;
}

/** An order of which later days may change something, with what they need to know. */
export interface Sale {
  order: OrderRow;
  customer: Customer | null;
  lines: { itemId: string; album: Album; shelfId: string; copy: UsedCopy | null; quantity: number; amount: Cents }[];
  payments: PaymentRow[];
}

/** The state of the shop at the end of a day, and the rows made since they were last taken. */
export class Shop {
  readonly stock: Int32Array;
  readonly onOrder: Int32Array;
  readonly prices: Int32Array;
  readonly costs: Int32Array;
  readonly albumRows: AlbumRow[] = [];
  readonly shelfRows: InventoryRow[] = [];
  readonly used = new Map<number, UsedCopy[]>();
  readonly genreIds: string[];
  /** Completed sales of the last weeks, for planted refunds. */
  recent: Sale[] = [];
  /** Sales that nothing more may happen to. */
  readonly settled = new WeakSet<Sale>();
  /** Who has reviewed what: `customer:album`, by their positions. */
  readonly reviewed = new Set<string>();
  orderCount = 0;
  day: Day;
  at: (minute: number) => number;
  private batch = emptyBatch();
  private readonly changed = { albums: new Set<AlbumRow>(), inventory: new Set<InventoryRow>(), orders: new Set<OrderRow>(), payments: new Set<PaymentRow>() };
  private readonly agenda = new Map<Day, Task[]>();
  private readonly ordinals = new Map<IdKind, number>();

  constructor(readonly plan: ShopPlan) {
    this.day = plan.firstDay - 1;
    this.at = clockOf(this.day);
    const count = plan.albums.length;
    this.stock = new Int32Array(count);
    this.onOrder = new Int32Array(count);
    this.prices = Int32Array.from(plan.albums, (album) => album.startPrice);
    this.costs = Int32Array.from(plan.albums, (album) => album.startCost);
    const opening = clockOf(plan.firstDay)(60);
    this.genreIds = GENRES.map((name, index) => idOf(plan.seed, "genre", index, opening));
  }

  /** The rows that are being collected; later changes to rows not in it go through `change`. */
  get rows(): Batch {
    return this.batch;
  }

  album(index: number): Album {
    const album = this.plan.albums[index];
    if (!album) throw new Error(`there is no album ${index}`);
    return album;
  }

  /** The next id of `kind`, for a row made at `ms`. */
  id(kind: IdKind, ms: number): string {
    const ordinal = (this.ordinals.get(kind) ?? (kind === "inventory" ? 1_000_000 : 0)) + 1;
    this.ordinals.set(kind, ordinal);
    return idOf(this.plan.seed, kind, ordinal, ms);
  }

  /** A customer's id, made when it is asked for: kept, it would be most of what a large shop remembers. */
  customerId(customer: Customer): string {
    return idOf(this.plan.seed, "customer", customer.index, customer.at);
  }

  later(day: Day, task: Task): void {
    const tasks = this.agenda.get(day);
    if (tasks) tasks.push(task);
    else this.agenda.set(day, [task]);
  }

  /** The tasks of `day`, once. */
  tasksOf(day: Day): Task[] {
    const tasks = this.agenda.get(day) ?? [];
    this.agenda.delete(day);
    return tasks;
  }

  changeOrder(order: OrderRow, ms: number, change: Partial<OrderRow>): void {
    Object.assign(order, change, { changedAt: ms });
    this.changed.orders.add(order);
  }

  changePayment(payment: PaymentRow, ms: number, change: Partial<PaymentRow>): void {
    Object.assign(payment, change, { changedAt: ms });
    this.changed.payments.add(payment);
  }

  changeShelf(row: InventoryRow, ms: number, change: Partial<InventoryRow>): void {
    Object.assign(row, change, { changedAt: ms });
    this.changed.inventory.add(row);
  }

  changeAlbum(row: AlbumRow, ms: number, change: Partial<AlbumRow>): void {
    Object.assign(row, change, { changedAt: ms });
    this.changed.albums.add(row);
  }

  move(movement: Omit<MovementRow, "id">): void {
    this.batch.movements.push({ id: this.id("movement", movement.at), ...movement });
  }

  log(activity: Omit<ActivityRow, "id" | "fields"> & { fields?: string[] }): void {
    this.batch.activities.push({ fields: [], ...activity, id: this.id("activity", activity.at) });
  }

  annotate(authorId: string, day: Day, text: string, ms: number): void {
    this.batch.annotations.push({ id: this.id("annotation", ms), authorId, day: isoFromDay(day), text, at: ms });
  }

  /** Hands over what was collected and starts anew. Changed rows that are new anyway are not named twice. */
  takeBatch(): Batch {
    const batch = this.batch;
    const without = <Row>(changed: Set<Row>, added: Row[]): Row[] => {
      const fresh = new Set(added);
      const rows = [...changed].filter((row) => !fresh.has(row));
      changed.clear();
      return rows;
    };
    batch.changedAlbums = without(this.changed.albums, batch.albums);
    batch.changedInventory = without(this.changed.inventory, batch.inventory);
    batch.changedOrders = without(this.changed.orders, batch.orders);
    batch.changedPayments = without(this.changed.payments, batch.payments);
    this.batch = emptyBatch();
    return batch;
  }
}
