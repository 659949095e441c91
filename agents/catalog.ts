import type { Tool } from "./define-tool.ts";
import { cohortRetention, customerValue, newAndReturning, newCustomers, orderFrequency, rfmGroups } from "./tools/customers/customer-blocks.ts";
import { albumLookup } from "./tools/lookup/album-lookup.ts";
import { customerLookup } from "./tools/lookup/customer-lookup.ts";
import { findNames } from "./tools/lookup/find-names.ts";
import { listOrders } from "./tools/lookup/list-orders.ts";
import { listRows } from "./tools/lookup/list-rows.ts";
import { orderLookup } from "./tools/lookup/order-lookup.ts";
import { businessOverview } from "./tools/overview/business-overview.ts";
import { comparePeriods } from "./tools/overview/compare-periods.ts";
import { explainChange } from "./tools/overview/explain-change.ts";
import { metricOverTime } from "./tools/overview/metric-over-time.ts";
import { failedPayments, pendingPayments } from "./tools/payments/open-payments.ts";
import { paymentMethods } from "./tools/payments/payment-methods.ts";
import { reviewSentiment, reviewThemes } from "./tools/reviews/review-blocks.ts";
import { topRatedAlbums } from "./tools/reviews/top-rated-albums.ts";
import { channelPerformance } from "./tools/sales/channel-performance.ts";
import { artistPerformance, genrePerformance, labelPerformance } from "./tools/sales/group-performance.ts";
import { busyHours, discountShare, weekdaySales } from "./tools/sales/sales-blocks.ts";
import { topAlbums } from "./tools/sales/top-albums.ts";
import { topCustomers } from "./tools/sales/top-customers.ts";
import { lowStock } from "./tools/stock/low-stock.ts";
import { daysOfStock, deadStock, sellThrough, stockAge } from "./tools/stock/stock-blocks.ts";
import { stockLookup } from "./tools/stock/stock-lookup.ts";

/** Every tool by the name a model calls it. A model is given those that its person may use. */
export const TOOLS = {
  businessOverview,
  metricOverTime,
  comparePeriods,
  explainChange,
  topAlbums,
  topCustomers,
  genrePerformance,
  labelPerformance,
  artistPerformance,
  channelPerformance,
  weekdaySales,
  busyHours,
  discountShare,
  newAndReturning,
  newCustomers,
  orderFrequency,
  rfmGroups,
  cohortRetention,
  customerValue,
  topRatedAlbums,
  reviewThemes,
  reviewSentiment,
  lowStock,
  stockLookup,
  sellThrough,
  deadStock,
  stockAge,
  daysOfStock,
  failedPayments,
  pendingPayments,
  paymentMethods,
  customerLookup,
  albumLookup,
  orderLookup,
  listOrders,
  listRows,
  findNames,
} satisfies Record<string, Tool>;
