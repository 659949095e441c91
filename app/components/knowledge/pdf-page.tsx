import type { PageViewport } from "pdfjs-dist/legacy/build/pdf.mjs";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { joinPageText } from "#kb/ingest/join-page-text.ts";
import { placeAnchor } from "./doc-body.tsx";
import type { DrawnPdfPageProps } from "./lazy-pdf-page.tsx";
import { boxesOf, findOnPage, type PageBox, type PlacedItem } from "./place-on-page.ts";
import type { ShownDocument } from "./shown-document.ts";
import { usePdf } from "./use-pdf.ts";

/** A sharp screen gets more points, up to here: a page of a poster must not eat the memory of a phone. */
const MOST_POINTS = 8_000_000;

interface DrawnPage {
  page: number;
  ratio: number;
  items: PlacedItem[];
  text: string;
  /** In parts of the page, from its upper left corner. */
  place: (box: PageBox) => { left: string; top: string; width: string; height: string };
}

const percent = (part: number): string => `${(part * 100).toFixed(3)}%`;

function placer(viewport: PageViewport): DrawnPage["place"] {
  return ({ x, y, width, height }) => {
    const [left = 0, bottom = 0, right = 0, top = 0] = viewport.convertToViewportRectangle([x, y, x + width, y + height]) as number[];
    return { left: percent(Math.min(left, right) / viewport.width), top: percent(Math.min(top, bottom) / viewport.height), width: percent(Math.abs(right - left) / viewport.width), height: percent(Math.abs(bottom - top) / viewport.height) };
  };
}

/** Draws a page of a PDF and lays marks on the cited places. */
export function PdfPage({ file, page: number, spans, current, onDrawn, onFailed }: DrawnPdfPageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLElement>(null);
  const [drawn, setDrawn] = useState<DrawnPage | null>(null);
  // A new function each time must not fetch or draw anything anew.
  const told = useRef({ onDrawn, onFailed });
  useEffect(() => {
    told.current = { onDrawn, onFailed };
  });
  const fail = useCallback(() => told.current.onFailed(), []);
  const open = usePdf(file, fail);

  useEffect(() => {
    if (!open) return;
    let isGone = false;
    let stop: () => void = () => undefined;
    async function drawPage(pdf: NonNullable<typeof open>) {
      const page = await pdf.getPage(number);
      const target = canvas.current;
      if (isGone || !target) return;
      const base = page.getViewport({ scale: 1 });
      const wanted = ((frame.current?.clientWidth || 640) / base.width) * Math.min(2, window.devicePixelRatio || 1);
      const viewport = page.getViewport({ scale: Math.min(wanted, Math.sqrt(MOST_POINTS / (base.width * base.height))) });
      target.width = Math.floor(viewport.width);
      target.height = Math.floor(viewport.height);
      const task = page.render({ canvas: target, viewport });
      stop = () => task.cancel();
      const [content] = await Promise.all([page.getTextContent(), task.promise]);
      if (isGone) return;
      const items = content.items as PlacedItem[];
      setDrawn({ page: number, ratio: base.width / base.height, items, text: joinPageText(items).text, place: placer(viewport) });
    }
    drawPage(open).catch(() => {
      if (!isGone) fail();
    });
    return () => {
      isGone = true;
      stop();
    };
  }, [open, number, fail]);

  // The same places come as a new list each time the page is read again.
  const asked = JSON.stringify(spans);
  const marks = useMemo(() => {
    if (drawn?.page !== number) return null;
    return (JSON.parse(asked) as ShownDocument["pageSpans"]).flatMap((span) => {
      const place = findOnPage(drawn.text, span);
      const boxes = place ? boxesOf(drawn.items, place.start, place.end) : [];
      return boxes.length > 0 ? [{ number: span.number, place: span.place, boxes: boxes.map(drawn.place) }] : [];
    });
  }, [drawn, number, asked]);
  useEffect(() => {
    if (marks) told.current.onDrawn(number, marks.map(({ place }) => place));
  }, [marks, number]);

  return (
    <figure className={marks ? "pdf-page" : "pdf-page waiting"} ref={frame} aria-busy={marks ? undefined : true} style={drawn ? { aspectRatio: String(drawn.ratio) } : undefined}>
      <canvas ref={canvas} role="img" aria-label={`Page ${number} as it is printed`} />
      {marks?.flatMap(({ place, boxes }) =>
        boxes.map((box, at) => <span key={`${place}-${at}`} className={place === current ? "page-mark here" : "page-mark"} style={box} aria-hidden="true" {...(at === 0 ? { id: `on-page-${placeAnchor(place)}` } : {})} />),
      )}
      {marks?.map(({ number: cited, place, boxes }) => (
        <span key={place} className={place === current ? "cite page-cite here" : "cite page-cite"} style={{ top: boxes[0]?.top }} aria-hidden="true">
          {cited}
        </span>
      ))}
    </figure>
  );
}
