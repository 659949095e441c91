import type { RouterOutputs } from "#server/trpc/types.ts";

/** Shapes of what pages show, by name. They follow from the queries; nothing is written twice. */
type DashboardPage = RouterOutputs["dashboard"]["page"];
export type Figures = DashboardPage["figures"];
export type Tile = Figures["tiles"][number];
export type Period = Figures["period"];
export type Shop = Figures["shop"];
export type RevenueOverTime = DashboardPage["revenueOverTime"];
export type RevenueByGenre = DashboardPage["revenueByGenre"];
export type Ratings = DashboardPage["ratings"];
export type Stock = DashboardPage["stock"];
export type TopAlbums = DashboardPage["topAlbums"];
export type TopCustomers = DashboardPage["topCustomers"];

export type FeedEntry = RouterOutputs["activity"]["recent"]["entries"][number];
export type NeedsYouItem = RouterOutputs["needsYou"]["list"][number];
export type SearchHit = RouterOutputs["search"]["find"][number];
export type OrderList = RouterOutputs["orders"]["list"];
export type OrderDetail = RouterOutputs["orders"]["byNumber"];
export type RowsList = RouterOutputs["rows"]["list"];
export type AnalyticsPage = RouterOutputs["analytics"]["tab"];
