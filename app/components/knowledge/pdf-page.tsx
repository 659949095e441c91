import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy, type PageViewport } from "pdfjs-dist/legacy/build/pdf.mjs";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";
import { useEffect, useRef, useState } from "react";
import { joinPageText } from "#kb/ingest/join-page-text.ts";
import { placeAnchor } from "./doc-body.tsx";
import type { PdfPageProps } from "./lazy-pdf-page.tsx";
import { boxesOf, findOnPage, type PageBox, type PlacedItem } from "./place-on-page.ts";

GlobalWorkerOptions.workerSrc = workerUrl;

/** A sharp screen gets more points, up to here: a page of a poster must not eat the memory of a phone. */
const MOST_POINTS = 8_000_000;

interface Drawn {
  ratio: number;
  marks: { number: number; boxes: PageBox[] }[];
  /** In parts of the page, from its upper left corner. */
  place: (box: PageBox) => { left: string; top: string; width: string; height: string };
}

const percent = (part: number): string => `${(part * 100).toFixed(3)}%`;

function placer(viewport: PageViewport): Drawn["place"] {
  return ({ x, y, width, height }) => {
    const [left = 0, bottom = 0, right = 0, top = 0] = viewport.convertToViewportRectangle([x, y, x + width, y + height]) as number[];
    return { left: percent(Math.min(left, right) / viewport.width), top: percent(Math.min(top, bottom) / viewport.height), width: percent(Math.abs(right - left) / viewport.width), height: percent(Math.abs(bottom - top) / viewport.height) };
  };
}

interface Props extends PdfPageProps {
  onDrawn: () => void;
  onFailed: () => void;
}

/** Draws a page of a PDF and lays marks on the cited places. The file's scripts, forms and links are not run. */
export function PdfPage({ file, page: number, spans, current, onDrawn, onFailed }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLElement>(null);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  // A new function each time must not draw the page anew.
  const told = useRef({ onDrawn, onFailed });
  useEffect(() => {
    told.current = { onDrawn, onFailed };
  });

  useEffect(() => {
    let isGone = false;
    let open: PDFDocumentProxy | null = null;
    const loading = getDocument({ url: file, isEvalSupported: false, useWasm: false, enableXfa: false, disableRange: true, disableStream: true, disableAutoFetch: true });
    async function drawPage() {
      open = await loading.promise;
      const page = await open.getPage(number);
      const target = canvas.current;
      if (isGone || !target) return;
      const base = page.getViewport({ scale: 1 });
      const wanted = ((frame.current?.clientWidth ?? 640) / base.width) * Math.min(2, window.devicePixelRatio || 1);
      const viewport = page.getViewport({ scale: Math.min(wanted, Math.sqrt(MOST_POINTS / (base.width * base.height))) });
      target.width = Math.floor(viewport.width);
      target.height = Math.floor(viewport.height);
      const [{ items }] = await Promise.all([page.getTextContent(), page.render({ canvas: target, viewport }).promise]);
      if (isGone) return;
      const placed = items as PlacedItem[];
      const { text } = joinPageText(placed);
      const marks = spans.flatMap((span) => {
        const place = findOnPage(text, span);
        return place ? [{ number: span.number, boxes: boxesOf(placed, place.start, place.end) }] : [];
      });
      setDrawn({ ratio: base.width / base.height, marks, place: placer(viewport) });
      told.current.onDrawn();
    }
    drawPage().catch(() => {
      if (!isGone) told.current.onFailed();
    });
    return () => {
      isGone = true;
      void (open ? open.cleanup() : Promise.resolve()).finally(() => loading.destroy());
    };
  }, [file, number, spans]);

  useEffect(() => {
    if (drawn && current !== null) frame.current?.querySelector(`[data-place="${current}"]`)?.scrollIntoView({ block: "center" });
  }, [drawn, current]);

  return (
    <figure className={drawn ? "pdf-page" : "pdf-page waiting"} ref={frame} style={drawn ? { aspectRatio: String(drawn.ratio) } : undefined}>
      <canvas ref={canvas} role="img" aria-label={`Page ${number} as it is printed`} />
      {drawn?.marks.flatMap(({ number: cited, boxes }) =>
        boxes.map((box, at) => (
          <span key={`${cited}-${at}`} className={cited === current ? "page-mark here" : "page-mark"} style={drawn.place(box)} aria-hidden="true" {...(at === 0 ? { "data-place": cited, id: `on-page-${placeAnchor(cited)}` } : {})} />
        )),
      )}
      {drawn?.marks.map(({ number: cited, boxes }) =>
        boxes[0] ? (
          <span key={cited} className={cited === current ? "cite page-cite here" : "cite page-cite"} style={{ top: drawn.place(boxes[0]).top }} aria-hidden="true">
            {cited}
          </span>
        ) : null,
      )}
    </figure>
  );
}
