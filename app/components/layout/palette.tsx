import { useNavigate, useSubmit } from "@remix-run/react";
import { keepPreviousData, QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { ChartColumn, Disc3, FileText, List, LogOut, type LucideIcon, Monitor, Moon, Search, ShoppingBag, Sun, UserRound } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { formatCount, formatMoney } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import type { Theme } from "#app/lib/theme.ts";
import { trpcClient } from "#app/lib/trpc.tsx";
import { useDebounced } from "#app/lib/use-debounced.ts";
import type { SearchHit } from "#app/lib/api-types.ts";
import { applyTheme } from "./theme-switch.tsx";

const TYPING_MS = 150;

const GROUPS: readonly { kind: SearchHit["kind"]; heading: string; icon: LucideIcon }[] = [
  { kind: "page", heading: "Pages", icon: FileText },
  { kind: "metric", heading: "Figures", icon: ChartColumn },
  { kind: "order", heading: "Orders", icon: ShoppingBag },
  { kind: "customer", heading: "Customers", icon: UserRound },
  { kind: "album", heading: "Records", icon: Disc3 },
];

const THEME_ACTIONS: readonly { theme: Theme; label: string; icon: LucideIcon }[] = [
  { theme: "system", label: "Theme: follow the system", icon: Monitor },
  { theme: "light", label: "Theme: light", icon: Sun },
  { theme: "dark", label: "Theme: dark", icon: Moon },
];

interface PaletteProps {
  open: boolean;
  currency: string;
  onClose: () => void;
}

/** Pages, records and actions by typing. */
export function Palette(props: PaletteProps) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <PaletteDialog {...props} />
    </QueryClientProvider>
  );
}

/** A native dialog: it keeps the focus, closes by Escape, and gives the focus back, without a script of ours. */
function PaletteDialog({ open, currency, onClose }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) {
      element.showModal();
      element.querySelector("input")?.focus();
    }
    if (!open && element.open) element.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Find"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      {open ? <PaletteBody currency={currency} onDone={onClose} /> : null}
    </dialog>
  );
}

function PaletteBody({ currency, onDone }: { currency: string; onDone: () => void }) {
  const [text, setText] = useState("");
  const asked = useDebounced(text.trim(), TYPING_MS);
  const navigate = useNavigate();
  const submit = useSubmit();
  const found = useQuery({
    queryKey: ["search", asked],
    queryFn: ({ signal }) => trpcClient.search.find.query({ text: asked }, { signal }),
    placeholderData: keepPreviousData,
    retry: 1,
  });
  const { hits, more } = found.data ?? { hits: [], more: [] };
  // Every answer begins with its first line: Enter takes what was asked for, not what stood there before.
  const answer = found.dataUpdatedAt;
  const [moved, setMoved] = useState({ in: answer, to: "" });
  const chosen = moved.in === answer && moved.to !== "" ? moved.to : firstOf(hits);
  const actions = [
    ...THEME_ACTIONS.map(({ theme, label, icon }) => ({
      label,
      icon,
      run: () => {
        applyTheme(theme);
        submit({ theme }, { method: "post", action: paths.theme, navigate: false, fetcherKey: "theme" });
      },
    })),
    { label: "Sign out", icon: LogOut, run: () => submit(null, { method: "post", action: paths.logout }) },
  ].filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()));
  const pick = (run: () => void) => () => {
    onDone();
    run();
  };

  return (
    <Command label="Find" shouldFilter={false} loop value={chosen} onValueChange={(to) => setMoved({ in: answer, to })}>
      <div className="palette-field">
        <Search className="i" aria-hidden="true" />
        <Command.Input value={text} onValueChange={setText} placeholder="An order number, a name, a record, a figure" />
        <button type="button" className="ib small" onClick={onDone}>
          <kbd>Esc</kbd>
          <span className="sr">Close</span>
        </button>
      </div>
      <Command.List label="Found">
        {GROUPS.map(({ kind, heading, icon: Icon }) => {
          const ofKind = hits.filter((hit) => hit.kind === kind);
          const rest = more.find((others) => others.kind === kind);
          if (ofKind.length === 0) return null;
          return (
            <Command.Group key={kind} heading={heading}>
              {ofKind.map((hit) => (
                <Command.Item key={hit.id} value={valueOf(hit)} onSelect={pick(() => navigate(hit.href))}>
                  <Icon className="i" aria-hidden="true" />
                  <span>
                    <b>{hit.title}</b>
                    {hit.detail ? <span className="by">{hit.detail}</span> : null}
                  </span>
                  <small>{sayBeside(hit, currency)}</small>
                </Command.Item>
              ))}
              {rest ? (
                <Command.Item value={`more ${kind}`} onSelect={pick(() => navigate(rest.href))}>
                  <List className="i" aria-hidden="true" />
                  <span>{rest.label}</span>
                </Command.Item>
              ) : null}
            </Command.Group>
          );
        })}
        {actions.length > 0 ? (
          <Command.Group heading="Actions">
            {actions.map(({ label, icon: Icon, run }) => (
              <Command.Item key={label} value={label} onSelect={pick(run)}>
                <Icon className="i" aria-hidden="true" />
                <b>{label}</b>
              </Command.Item>
            ))}
          </Command.Group>
        ) : null}
      </Command.List>
      <p className="says" role="status">
        {sayState(text.trim(), hits.length, found)}
      </p>
    </Command>
  );
}

const valueOf = (hit: SearchHit): string => `${hit.kind} ${hit.id}`;

/** The hit that stands on top, by the order of the groups. */
function firstOf(hits: readonly SearchHit[]): string {
  const top = GROUPS.flatMap(({ kind }) => hits.filter((hit) => hit.kind === kind))[0];
  return top ? valueOf(top) : "";
}

/** What stands beside a hit: copies on the shelf for a record, money for the others. */
function sayBeside(hit: SearchHit, currency: string): string {
  if (hit.kind === "album") return hit.onHand === null ? "" : hit.onHand === 0 ? "out" : hit.onHand < 0 ? formatCount(hit.onHand) : `${formatCount(hit.onHand)} left`;
  return hit.amount === null ? "" : formatMoney(hit.amount, currency);
}

function sayState(text: string, count: number, found: { isError: boolean; isFetching: boolean }): string {
  if (found.isError) return "Records could not be searched just now. Pages and actions still work.";
  if (found.isFetching) return "Looking";
  if (text === "") return "Type to find orders, customers, records and figures.";
  return count === 0 ? `Nothing is called "${text}". Try a number, or fewer letters.` : "";
}
