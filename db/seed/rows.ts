import type { ActivityCategory, ItemCondition, OrderStatus, PaymentMethod, PaymentStatus, StockMovement } from "../enums.ts";
import type { Cents } from "./money.ts";

/*
 * Rows as the generator makes them: instants in ms since 1970, money in cents. `load/tables.ts`
 * says which column each field fills.
 */

export interface NamedRow {
  id: string;
  name: string;
  at: number;
}

export interface SupplierRow extends NamedRow {
  leadTimeDays: number;
}

export interface AlbumRow {
  id: string;
  title: string;
  artistId: string;
  labelId: string | null;
  genreId: string;
  supplierId: string;
  year: number | null;
  format: string;
  catalogueNumber: string | null;
  listPrice: Cents;
  unitCost: Cents;
  at: number;
  changedAt: number;
}

export interface AlbumPriceRow {
  id: string;
  albumId: string;
  listPrice: Cents;
  at: number;
  changedBy: string | null;
}

export interface InventoryRow {
  id: string;
  albumId: string;
  condition: ItemCondition;
  mediaGrade: string | null;
  sleeveGrade: string | null;
  reorderPoint: number | null;
  desiredLevel: number | null;
  onOrder: number;
  location: string;
  listPrice: Cents | null;
  unitCost: Cents | null;
  at: number;
  changedAt: number;
}

export interface CustomerRow {
  id: string;
  number: number;
  name: string;
  favouriteGenreId: string;
  at: number;
}

export interface ContactRow {
  customerId: string;
  email: string | null;
  phone: string | null;
  street: string | null;
  postcode: string | null;
  city: string | null;
  country: string | null;
  consent: boolean;
  consentAt: number | null;
  consentSource: string | null;
  at: number;
}

export interface OrderRow {
  id: string;
  number: number;
  customerId: string | null;
  status: OrderStatus;
  channel: string;
  externalId: string | null;
  shipping: Cents;
  tax: Cents;
  total: Cents;
  at: number;
  changedAt: number;
}

export interface OrderItemRow {
  id: string;
  orderId: string;
  position: number;
  albumId: string;
  quantity: number;
  unitPrice: Cents;
  discount: Cents;
  lineTotal: Cents;
  unitCost: Cents;
  at: number;
}

export interface PaymentRow {
  id: string;
  orderId: string;
  status: PaymentStatus;
  method: PaymentMethod;
  amount: Cents;
  /** When the money moved; for a pending one, when it was begun. */
  paidAt: number;
  refundOf: string | null;
  at: number;
  changedAt: number;
}

export interface MovementRow {
  id: string;
  inventoryId: string;
  movement: StockMovement;
  quantity: number;
  reason: string | null;
  orderItemId: string | null;
  userId: string | null;
  at: number;
}

export interface ReviewRow {
  id: string;
  customerId: string;
  albumId: string;
  rating: number;
  /** Written when it is asked for: a skipped day costs no text. */
  body: () => string;
  at: number;
}

export interface ActivityRow {
  id: string;
  /** Null: the system did it. */
  actorId: string | null;
  action: string;
  category: ActivityCategory;
  objectType: string;
  objectId: string;
  fields: string[];
  at: number;
}

export interface AnnotationRow {
  id: string;
  authorId: string;
  day: string;
  text: string;
  at: number;
}

/** What some days of the shop add, in the order the tables must be written, and earlier rows they change. */
export interface Batch {
  genres: NamedRow[];
  artists: NamedRow[];
  labels: NamedRow[];
  suppliers: SupplierRow[];
  albums: AlbumRow[];
  albumPrices: AlbumPriceRow[];
  inventory: InventoryRow[];
  customers: CustomerRow[];
  contacts: ContactRow[];
  orders: OrderRow[];
  items: OrderItemRow[];
  payments: PaymentRow[];
  movements: MovementRow[];
  reviews: ReviewRow[];
  activities: ActivityRow[];
  annotations: AnnotationRow[];
  changedAlbums: AlbumRow[];
  changedInventory: InventoryRow[];
  changedOrders: OrderRow[];
  changedPayments: PaymentRow[];
}

/** A batch with nothing in it. */
export function emptyBatch(): Batch {
  return {
    genres: [], artists: [], labels: [], suppliers: [], albums: [], albumPrices: [], inventory: [], customers: [], contacts: [], orders: [], items: [],
    payments: [], movements: [], reviews: [], activities: [], annotations: [], changedAlbums: [], changedInventory: [], changedOrders: [], changedPayments: [],
  };
}
