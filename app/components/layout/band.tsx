import type { ReactNode } from "react";

interface BandProps {
  label: string;
  title: string;
  /** The number that the page is about. */
  figure?: ReactNode;
  children?: ReactNode;
}

/** The sleeve of a page that is about rows: a low field of colour with its headline, its number and small print. */
export function Band({ label, title, figure, children }: BandProps) {
  return (
    <section className="sleeve band" aria-labelledby="page-title">
      <div className="band-words">
        <p className="label">{label}</p>
        <h1 id="page-title">{title}</h1>
        {children}
      </div>
      {figure ? <p className="figure">{figure}</p> : null}
    </section>
  );
}
