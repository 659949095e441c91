import { createContext, type ReactNode, useContext, useId, useMemo } from "react";
import type { Components } from "react-markdown";
import type { SourcesData, WebSource } from "#agents/contracts/sources.ts";
import type { MistyMessage } from "#agents/contracts/messages.ts";
import { textOf } from "#app/components/agent/read-message.ts";
import { AnswerText, type TextExtension } from "#app/components/agent/text/answer-text.tsx";
import { isPopover, opensPopover } from "#app/components/ui/popover.ts";
import { CITE_TAG, UNCITED_TAG } from "./mark-citations.ts";
import { findUnsupported, markSupports } from "./mark-supports.ts";

const sourcesIn = (message: MistyMessage): SourcesData | null => {
  const part = message.parts.find(({ type }) => type === "data-sources");
  return part?.type === "data-sources" ? part.data : null;
};

const KIND_WORDS = {
  web: "From a search of the web. What a page says is its own.",
  shop: "From the shop's catalogue and the built-in notes on jazz, without a search of the web: no page stands behind this.",
  none: "Nothing was looked up: no page stands behind this.",
} as const;

const LinksContext = createContext<readonly WebSource[]>([]);

/** The number of a page; it shows the whole address first and opens from there. */
function PageNumber({ number }: { number: number }) {
  const id = useId();
  const link = useContext(LinksContext).find((known) => known.number === number);
  if (!link) return null;
  return (
    <>
      <button type="button" className="cite" {...opensPopover(id)} aria-label={`Page ${number}: ${link.title}`}>
        {number}
      </button>
      <span className="tip" role="note" {...isPopover(id)}>
        <b>{link.title}</b>
        This leads out of Misty{link.isRedirect ? REDIRECTED : ""}.<code>{link.url}</code>
        <a className="link" href={link.url} target="_blank" rel="noopener noreferrer nofollow" referrerPolicy="no-referrer">
          Open {link.host} in a new tab
        </a>
      </span>
    </>
  );
}

const REDIRECTED = "; the link goes through Google and ends after some weeks";
const wordsOf = (children: ReactNode): string => (Array.isArray(children) ? (children as ReactNode[]) : [children]).filter((child) => typeof child === "string").join("");

const COMPONENTS: Components = {
  [CITE_TAG]: ({ children }) => <PageNumber number={Number(wordsOf(children))} />,
  [UNCITED_TAG]: ({ children }) => (
    <span className="uncited">
      {children}
      <span className="sr"> (no page stands behind this)</span>
    </span>
  ),
};

/** The words of an answer about jazz: behind what a page bears out stands its number, and what none does is marked. */
export function JazzText({ message, text, isBusy }: { message: MistyMessage; text: string; isBusy: boolean }) {
  const data = isBusy ? null : sourcesIn(message);
  const extension = useMemo<TextExtension | null>(() => (data ? { tags: [CITE_TAG, UNCITED_TAG], plugin: () => markSupports(text, data), components: COMPONENTS } : null), [text, data]);
  return (
    <LinksContext.Provider value={data?.links ?? []}>
      <AnswerText text={text} marks={[]} onEvidence={null} {...(extension ? { extension } : {})} />
    </LinksContext.Provider>
  );
}

/** The pages an answer about jazz stands on, each with what it bears out; or that no page stands behind it. */
export function JazzAfter({ message }: { message: MistyMessage }) {
  const data = sourcesIn(message);
  if (!data) return null;
  return (
    <>
      {findUnsupported(textOf(message), data).length > 0 ? (
        <p className="keyline">
          <span>
            <span className="uncited">like this</span> no page stands behind this
          </span>
        </p>
      ) : null}
      <section className="block sources-block" aria-label="Sources">
        <header className="block-head">
          <h3>Sources</h3>
        </header>
        <p className="small quiet">{KIND_WORDS[data.kind]}</p>
        {data.links.length > 0 ? (
          <ol className="sources">
            {data.links.map((link) => (
              <SourceLine key={link.number} link={link} supports={data.supports} />
            ))}
          </ol>
        ) : null}
      </section>
    </>
  );
}

function SourceLine({ link: { number, title, url, host, isRedirect }, supports }: { link: WebSource; supports: SourcesData["supports"] }) {
  return (
    <li>
      <span className="cite">{number}</span>
      <span>
        <a className="link" href={url} target="_blank" rel="noopener noreferrer nofollow" referrerPolicy="no-referrer">
          {title}
        </a>
        <span className="by">
          {host}
          {isRedirect ? REDIRECTED : ""}
        </span>
        {supports
          .filter(({ links }) => links.includes(number))
          .slice(0, 3)
          .map(({ text }) => (
            <q key={text}>{text}</q>
          ))}
      </span>
    </li>
  );
}
