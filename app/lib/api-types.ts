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
export type SearchAnswer = RouterOutputs["search"]["find"];
export type SearchHit = SearchAnswer["hits"][number];
export type OrderList = RouterOutputs["orders"]["list"];
export type OrderDetail = RouterOutputs["orders"]["byNumber"];
export type ShelfList = RouterOutputs["stock"]["list"];
export type ShelfPage = RouterOutputs["stock"]["shelf"];
export type FoundShelf = RouterOutputs["stock"]["find"][number];
export type StockAct = RouterOutputs["stock"]["act"];
export type CatalogueChoices = RouterOutputs["catalogue"]["choices"];
export type Twin = RouterOutputs["catalogue"]["twins"][number];
export type AlbumDetail = RouterOutputs["albums"]["byId"];
export type PeopleList = RouterOutputs["users"]["list"];
export type OwnSession = RouterOutputs["account"]["sessions"][number];
export type RowsList = RouterOutputs["rows"]["list"];
export type AnalyticsPage = RouterOutputs["analytics"]["tab"];
export type SavedViews = RouterOutputs["savedViews"]["list"];
export type ExplorerPage = RouterOutputs["explorer"]["page"];
export type ExplorerTables = RouterOutputs["explorer"]["tables"];
export type ExplorerSize = RouterOutputs["explorer"]["size"];
export type SystemStatus = RouterOutputs["system"]["status"];
export type SettingsPageData = RouterOutputs["settings"]["page"];
