import { Link, useFetcher, useLocation, useSearchParams } from "@remix-run/react";
import { createContext, type ReactNode, useContext } from "react";
import type { SavedViews as Views } from "#app/lib/api-types.ts";
import { useAwake } from "#app/lib/use-awake.ts";
import { normaliseSearch, readGoneView, SAVED_VIEW_NAME_LENGTH, SAVED_VIEW_TROUBLES, type SavedViewFailure, savedViewHref, type SavedViewPage, type SavedViewResult } from "#server/contracts/saved-views.ts";

type View = Views[number];
type Answer = SavedViewResult | SavedViewFailure;

interface SavedViewsProps {
  /** The page that the settings belong to. */
  page: SavedViewPage;
  /** The settings the person looks at now, as a query without "?". Unsaid: the address. */
  search?: string;
  views: Views;
}

interface Sender {
  page: SavedViewPage;
  fetcher: ReturnType<typeof useFetcher<Answer>>;
  /** True once scripts run: then answers come as data and the page stays where it is. */
  isAwake: boolean;
  redirectTo: string;
}
const SenderContext = createContext<Sender | null>(null);

const isFailure = (answer: Answer | undefined): answer is SavedViewFailure => answer !== undefined && "error" in answer;

/** What went wrong before this page was sent, for people without script. */
function failureInAddress(asked: URLSearchParams): SavedViewFailure | null {
  const [, error] = Object.entries(SAVED_VIEW_TROUBLES).find(([code]) => code === asked.get("view-error")) ?? [];
  return error === undefined ? null : { error, intent: "save", id: null, name: asked.get("view-name") ?? "" };
}

/** A form that does one thing to a view; works without script by going there and back. */
function ViewForm({ intent, values, children, label, className }: { intent: string; values: Readonly<Record<string, string>>; children: ReactNode; label?: string; className?: string }) {
  const sender = useContext(SenderContext);
  if (!sender) return null;
  const { fetcher, page, isAwake, redirectTo } = sender;
  return (
    <fetcher.Form method="post" action="/saved-views" className={className} aria-label={label}>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="page" value={page} />
      <input type="hidden" name="redirectTo" value={redirectTo} />
      {isAwake ? <input type="hidden" name="here" value="1" /> : null}
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </fetcher.Form>
  );
}

/**
 * The settings of a page under names: one's own, and those that colleagues share. The person
 * saves what they look at, and renames, updates, shares or deletes what is theirs.
 */
export function SavedViews({ page, search, views }: SavedViewsProps) {
  const location = useLocation();
  const [asked] = useSearchParams();
  const fetcher = useFetcher<Answer>({ key: `saved-views-${page}` });
  const isAwake = useAwake();
  const now = normaliseSearch(search ?? location.search);
  const failure = isFailure(fetcher.data) ? fetcher.data : fetcher.data ? null : failureInAddress(asked);
  const gone = readGoneView(page, asked.get("view-gone"));
  const told: SavedViewResult | null = gone && !fetcher.data && !failure ? { said: "deleted", removed: gone } : null;
  const done = fetcher.data && !isFailure(fetcher.data) ? fetcher.data : told;
  // Off the list as soon as it is deleted, not when the page has been read again.
  const goneId = done?.removed?.id ?? (fetcher.formData?.get("intent") === "delete" ? fetcher.formData.get("id") : null);
  const left = views.filter((view) => view.id !== goneId);
  const [own, shared] = [left.filter((view) => view.isOwn), left.filter((view) => !view.isOwn)];
  const current = left.find((view) => view.search === now);
  const saveFailed = failure?.intent === "save";
  return (
    <SenderContext.Provider value={{ page, fetcher, isAwake, redirectTo: location.pathname + location.search }}>
      <details className="views" open={failure !== null || told !== null || undefined}>
        <summary>
          Saved views{current ? ": " : left.length > 0 ? ` (${left.length})` : ""}
          {current ? <bdi className="long">{current.name}</bdi> : null}
        </summary>
        <div className="views-body">
          <div role="status">{done ? <Said result={done} /> : null}</div>
          {failure && !saveFailed ? (
            <p className="wrong" role="alert">
              {failure.error}
            </p>
          ) : null}
          {views.length === 0 ? <p className="quiet">No view is saved here yet. Set the page up as you like it, give it a name, and it is one click away.</p> : null}
          <ViewList title="Yours" views={own} now={now} page={page} />
          <ViewList title="Shared by colleagues" views={shared} now={now} page={page} />
          <ViewForm intent="save" values={{ search: now }} className="views-save" label="Save this view" key={done?.said === "saved" ? `saved ${views.length}` : "save"}>
            <label htmlFor={`view-name-${page}`}>Save this view as</label>
            <input id={`view-name-${page}`} name="name" required maxLength={SAVED_VIEW_NAME_LENGTH} defaultValue={saveFailed ? failure.name : ""} aria-invalid={saveFailed || undefined} aria-describedby={saveFailed ? `view-error-${page}` : undefined} />
            {saveFailed ? (
              <p className="wrong" id={`view-error-${page}`} role="alert">
                {failure.error}
              </p>
            ) : null}
            <label className="tick">
              <input type="checkbox" name="isShared" value="1" /> Share with everyone
            </label>
            <button className="btn s" type="submit">
              Save view
            </button>
          </ViewForm>
        </div>
      </details>
    </SenderContext.Provider>
  );
}

const SAID: Readonly<Record<SavedViewResult["said"], string>> = {
  saved: "Saved.",
  restored: "It is back.",
  renamed: "Renamed.",
  updated: "It now holds what you look at.",
  shared: "Everyone can open it now.",
  unshared: "Only you see it now.",
  deleted: "",
};

/** What was just done, with the way back where there is one. */
function Said({ result: { said, removed } }: { result: SavedViewResult }) {
  if (!removed) return <p className="views-said">{SAID[said]}</p>;
  return (
    <ViewForm intent="restore" values={{ id: removed.id, name: removed.name, search: removed.search, ...(removed.isShared ? { isShared: "1" } : {}) }} className="views-said">
      <span className="long">Deleted “{removed.name}”.</span>{" "}
      <button type="submit" className="link">
        Undo
      </button>
    </ViewForm>
  );
}

function ViewList({ title, views, now, page }: { title: string; views: readonly View[]; now: string; page: SavedViewPage }) {
  if (views.length === 0) return null;
  return (
    <>
      <p className="label">{title}</p>
      <ul className="views-list" aria-label={title}>
        {views.map((view) => (
          <li key={view.id}>
            <Link to={savedViewHref(page, view.search)} aria-current={view.search === now ? "true" : undefined}>
              <bdi>{view.name}</bdi>
            </Link>
            {view.isOwn ? <OwnView view={view} now={now} /> : <span className="quiet">{view.ownerName ?? "somebody who left"}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What may be done with a view of one's own. */
function OwnView({ view, now }: { view: View; now: string }) {
  return (
    <details>
      <summary>
        {view.isShared ? "shared" : "change"}
        <span className="sr"> {view.name}</span>
      </summary>
      <div className="views-change">
        <ViewForm intent="rename" values={{ id: view.id }} className="views-rename">
          <label className="sr" htmlFor={`rename-${view.id}`}>
            New name
          </label>
          <input id={`rename-${view.id}`} name="name" required maxLength={SAVED_VIEW_NAME_LENGTH} defaultValue={view.name} key={view.name} />
          <button className="btn s" type="submit">
            Rename
          </button>
        </ViewForm>
        {view.search === now ? null : (
          <ViewForm intent="update" values={{ id: view.id, search: now }}>
            <button className="btn bare s" type="submit">
              Set to what I look at
            </button>
          </ViewForm>
        )}
        <ViewForm intent={view.isShared ? "unshare" : "share"} values={{ id: view.id }}>
          <button className="btn bare s" type="submit">
            {view.isShared ? "Stop sharing" : "Share with everyone"}
          </button>
        </ViewForm>
        <ViewForm intent="delete" values={{ id: view.id }}>
          <button className="btn bare s" type="submit">
            Delete<span className="sr"> {view.name}</span>
          </button>
        </ViewForm>
      </div>
    </details>
  );
}
