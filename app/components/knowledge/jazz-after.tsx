import type { MistyMessage } from "#agents/contracts/messages.ts";
import { AnswerText } from "#app/components/agent/text/answer-text.tsx";

const sourcesIn = (message: MistyMessage) => {
  const part = message.parts.find(({ type }) => type === "data-sources");
  return part?.type === "data-sources" ? part.data : null;
};

const KIND_WORDS = {
  web: "From a search of the web. What a page says is its own.",
  shop: "From the shop's catalogue and the built-in notes on jazz, without a search of the web.",
  none: "",
} as const;

/** The words of an answer about jazz. */
export const JazzText = ({ text }: { text: string }) => <AnswerText text={text} marks={[]} onEvidence={null} />;

/** The pages an answer about jazz stands on, each with what it bears out. */
export function JazzAfter({ message }: { message: MistyMessage }) {
  const data = sourcesIn(message);
  if (!data || (data.links.length === 0 && data.kind === "none")) return null;
  return (
    <section className="block sources-block" aria-label="Sources">
      <header className="block-head">
        <h3>Sources</h3>
      </header>
      <p className="small quiet">{KIND_WORDS[data.kind]}</p>
      {data.links.length > 0 ? (
        <ol className="sources">
          {data.links.map(({ number, title, url, host, isRedirect }) => (
            <li key={number}>
              <span className="cite">{number}</span>
              <span>
                <a className="link" href={url} target="_blank" rel="noopener noreferrer nofollow" referrerPolicy="no-referrer">
                  {title}
                </a>
                <span className="by">
                  {host}
                  {isRedirect ? ", over the search's own address" : ""}
                </span>
                {data.supports
                  .filter(({ links }) => links.includes(number))
                  .slice(0, 3)
                  .map(({ text }) => (
                    <q key={text}>{text}</q>
                  ))}
              </span>
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  );
}
