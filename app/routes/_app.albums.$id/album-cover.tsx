import { MoneyFigure } from "#app/components/ui/money-figure.tsx";
import type { AlbumDetail } from "#app/lib/api-types.ts";
import { formatDayOfYear, formatMoney, plural } from "#app/lib/format.ts";

/** Longer titles are set smaller, so that the whole of them stands on the sleeve. */
const sizeOf = (title: string): string => (title.length > 120 ? "longest" : title.length > 36 ? "longer" : "");

/** What is left, in words: an unknown shelf is not an empty one. */
function sayStock({ copies }: AlbumDetail): string {
  const held = copies.filter((copy) => copy.condition === "new");
  const used = copies.filter((copy) => copy.condition === "used" && copy.onHand > 0).length;
  const andUsed = used > 0 ? `, ${plural(used, "used copy", "used copies")}` : "";
  const [fresh] = held;
  if (!fresh) return used > 0 ? plural(used, "used copy", "used copies") : "Never counted";
  if (fresh.onHand < 0) return `${fresh.onHand} in the ledger: count it${andUsed}`;
  if (fresh.onHand === 0) return `Out of stock${andUsed}`;
  return `${plural(fresh.onHand, "new copy", "new copies")}${fresh.onHand <= (fresh.reorderPoint ?? 0) ? ", low" : ""}${andUsed}`;
}

/** A1, the sleeve of the record: who, what, and its small print. */
export function AlbumCover({ page }: { page: AlbumDetail }) {
  const { album, shop } = page;
  const print: [string, string | null][] = [
    ["Stock", sayStock(page)],
    ["Label", album.label],
    ["Number", album.catalogueNumber],
    ["Year", album.year === null ? null : String(album.year)],
    ["Format", album.format],
    ["Genre", album.genre],
    ["Barcode", album.barcode],
    ["Discogs", album.discogsReleaseId === null ? null : String(album.discogsReleaseId)],
    ["Supplier", album.supplier],
    ["Cost", album.unitCost === null ? null : formatMoney(album.unitCost, shop.currency)],
    ["First sold", album.firstSold === null ? "Never sold" : formatDayOfYear(album.firstSold)],
    ["Last sold", album.lastSold === null ? null : formatDayOfYear(album.lastSold)],
  ];
  return (
    <section className="sleeve album-cover" aria-labelledby="a1">
      <div>
        <p className="artist">
          <span className="track" aria-hidden="true">
            A1
          </span>{" "}
          <bdi>{album.artist ?? "Artist not known"}</bdi>
        </p>
        <h1 id="a1" className={sizeOf(album.title)} dir="auto">
          {album.title}
        </h1>
      </div>
      <p className="figure">
        {album.listPrice === null ? <span className="no-price">No price</span> : <MoneyFigure value={album.listPrice} currency={shop.currency} />}
      </p>
      <dl>
        {print.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}
