import { currencySymbol, formatMoney } from "#app/lib/format.ts";

/** An exact amount in sleeve type, its currency small and raised. */
export function MoneyFigure({ value, currency }: { value: string; currency: string }) {
  const text = formatMoney(value, currency);
  const symbol = currencySymbol(currency);
  const at = text.indexOf(symbol);
  if (at < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <small>{symbol}</small>
      {text.slice(at + symbol.length).trim()}
    </>
  );
}
