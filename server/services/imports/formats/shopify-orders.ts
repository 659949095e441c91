import { fillFromShopify } from "../apply/shopify.ts";
import { countUnchangedShopify } from "../apply/shopify-changes.ts";
import { ValueFault } from "../faults.ts";
import { readHeaderLine } from "../reader/header-line.ts";
import type { ImportPlan, RowReader } from "../types.ts";
import { isCalendarDay, readEmail, readMoney, readOptional, readQuantity, readText, shorten } from "../values.ts";

/** What makes a file Shopify's, whatever the version of the export. */
const SIGNATURE = ["Name", "Financial Status", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Subtotal", "Total"] as const;
const REQUIRED = [...SIGNATURE, "Shipping", "Taxes"] as const;

/** Shopify's word -> what it says about the money. Voided means: never taken. */
const FINANCIAL_STATUSES = ["paid", "pending", "authorized", "partially_paid", "refunded", "partially_refunded", "voided", "expired"] as const;

/** True for Shopify's export of orders, also when a required column was lost. */
export function looksLikeShopifyOrders(start: string): boolean {
  const names = new Set(readHeaderLine(start).names);
  return SIGNATURE.filter((name) => names.has(name.toLowerCase())).length >= 4 && [...names].some((name) => name.startsWith("lineitem "));
}

/** Shopify's export of orders: a row per line item, with the order's own values on its first row only. */
export function shopifyOrdersPlan(file: { path: string; name: string }, start: string): ImportPlan {
  return {
    format: "shopify-orders",
    source: "shopify",
    tables: [{ path: file.path, file: file.name, kind: "order_line", delimiter: readHeaderLine(start).delimiter, header: true, required: REQUIRED, bind: bindRow }],
    options: {},
    singleLine: false,
    prepare: fillFromShopify,
    countUnchanged: countUnchangedShopify,
  };
}

/** Gives a cell by its column's name; empty where this version of the export has no such column. */
type Cell = (name: string) => string;

function bindRow(column: (name: string) => number): RowReader {
  const places = new Map<string, number>();
  return (cells) => {
    const cell: Cell = (name) => {
      let place = places.get(name);
      if (place === undefined) places.set(name, (place = column(name)));
      return (place === -1 ? "" : (cells[place] ?? "")).trim();
    };
    const order = readText(cell("Name"), "Name", 100);
    try {
      const head = cell("Total") === "" ? null : readHead(cell);
      return { key: order, data: JSON.stringify({ id: readOptional(cell("Id"), 100), head, line: readLine(cell) }) };
    } catch (fault) {
      // So that the whole order is left out with this row.
      if (fault instanceof ValueFault) throw new ValueFault(fault.column, fault.message, order);
      throw fault;
    }
  };
}

const readMoneyOrZero = (cell: Cell, column: string): string => (cell(column) === "" ? "0.00" : readMoney(cell(column), column));

function readHead(cell: Cell): Record<string, unknown> {
  const financial = cell("Financial Status").toLowerCase() || "pending";
  if (!(FINANCIAL_STATUSES as readonly string[]).includes(financial)) throw new ValueFault("Financial Status", `"${shorten(financial)}" is not a financial status of Shopify`);
  const currency = cell("Currency").toUpperCase();
  if (currency !== "" && !/^[A-Z]{3}$/.test(currency)) throw new ValueFault("Currency", `"${shorten(currency)}" is not a currency`);
  return {
    financial,
    fulfillment: cell("Fulfillment Status").toLowerCase() || "unfulfilled",
    created_at: readInstant(cell("Created at"), "Created at"),
    paid_at: cell("Paid at") === "" ? null : readInstant(cell("Paid at"), "Paid at"),
    cancelled_at: cell("Cancelled at") === "" ? null : readInstant(cell("Cancelled at"), "Cancelled at"),
    currency: currency || null,
    subtotal: readMoney(cell("Subtotal"), "Subtotal"),
    shipping: readMoneyOrZero(cell, "Shipping"),
    taxes: readMoneyOrZero(cell, "Taxes"),
    total: readMoney(cell("Total"), "Total"),
    discount: readMoneyOrZero(cell, "Discount Amount"),
    refunded: cell("Refunded Amount") === "" ? null : readMoney(cell("Refunded Amount"), "Refunded Amount"),
    outstanding: cell("Outstanding Balance") === "" ? null : readMoney(cell("Outstanding Balance"), "Outstanding Balance"),
    method: paymentMethodOf(cell("Payment Method")),
    reference: readOptional(cell("Payment Reference"), 200),
    email: readEmail(cell("Email"), "Email"),
    accepts_marketing: /^(yes|true)$/i.test(cell("Accepts Marketing")),
    name: readOptional(cell("Billing Name"), 200) ?? readOptional(cell("Shipping Name"), 200),
    phone: readOptional(cell("Phone"), 50) ?? readOptional(cell("Billing Phone"), 50) ?? readOptional(cell("Shipping Phone"), 50),
    street: readOptional(cell("Billing Street")) ?? readOptional(cell("Billing Address1")) ?? readOptional(cell("Shipping Street")),
    postcode: readOptional(cell("Billing Zip"), 50) ?? readOptional(cell("Shipping Zip"), 50),
    city: readOptional(cell("Billing City")) ?? readOptional(cell("Shipping City")),
    country: readOptional(cell("Billing Country")) ?? readOptional(cell("Shipping Country")),
  };
}

/** A line item; null on a row that has none (an order without items, or an item that was removed). */
function readLine(cell: Cell): Record<string, unknown> | null {
  const quantity = cell("Lineitem quantity");
  if ((quantity === "" && cell("Lineitem name") === "") || quantity === "0") return null;
  return {
    quantity: readQuantity(quantity, "Lineitem quantity"),
    name: readText(cell("Lineitem name"), "Lineitem name").slice(0, 500),
    price: readMoney(cell("Lineitem price"), "Lineitem price"),
    discount: readMoneyOrZero(cell, "Lineitem discount"),
    taxable: !/^(false|no)$/i.test(cell("Lineitem taxable")),
  };
}

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\.\d+)? ?(Z|UTC|[+-](?:0\d|1[0-4]):?[0-5]\d)$/;

/** `2024-05-01 10:00:00 +0000` as an ISO instant with its offset. */
function readInstant(text: string, column: string): string {
  const [, year, month, day, hour, minute, second, zone] = INSTANT.exec(text) ?? [];
  const valid = zone && isCalendarDay(Number(year), Number(month), Number(day)) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  if (!valid) throw new ValueFault(column, text === "" ? "the time is missing" : `"${shorten(text)}" is not a time like 2024-05-01 10:00:00 +0000`);
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${zone === "UTC" || zone === "Z" ? "Z" : zone}`;
}

/** The first that fits of Shopify's gateways; several are joined by " + ". */
function paymentMethodOf(text: string): string {
  const gateway = text.toLowerCase();
  if (/paypal/.test(gateway)) return "paypal";
  if (/shopify payments|stripe|card|klarna|apple pay|google pay|shop pay|adyen|square/.test(gateway)) return "card";
  if (/cash/.test(gateway)) return "cash";
  if (/bank|deposit|money order|transfer|sofort|giropay|sepa/.test(gateway)) return "bank_transfer";
  return "other";
}
