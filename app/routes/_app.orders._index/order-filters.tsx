import { useSearchParams } from "@remix-run/react";
import { ORDER_STATUSES } from "#db/enums.ts";
import { ChoiceFilter, DaysFilter, FilterForm, WordsFilter } from "#app/components/form/filter-form.tsx";
import { ORDER_STATUS_WORDS, sayChannel } from "#app/components/ui/order-words.ts";
import type { OrderList } from "#app/lib/api-types.ts";
import { paths } from "#app/lib/paths.ts";

interface OrderFiltersProps {
  filters: OrderList["filters"];
  channels: readonly string[];
  period: OrderList["period"];
  narrowed: boolean;
}

/** What narrows the list; its order and customer stay. */
export function OrderFilters({ filters, channels, period, narrowed }: OrderFiltersProps) {
  const [search] = useSearchParams();
  return (
    <FilterForm label="Orders" kept={Object.fromEntries(["sort", "dir", "customer"].map((name) => [name, search.get(name)]))} allHref={narrowed ? paths.orders() : null}>
      <WordsFilter label="Number or customer" words={filters.q} />
      <ChoiceFilter name="status" label="Status" chosen={filters.status} choices={ORDER_STATUSES} say={(status) => ORDER_STATUS_WORDS[status]} any="any" />
      <ChoiceFilter name="channel" label="From" chosen={filters.channel} choices={channels} say={sayChannel} any="anywhere" />
      <DaysFilter days={period} />
    </FilterForm>
  );
}
