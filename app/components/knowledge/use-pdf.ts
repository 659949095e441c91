import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";
import { useEffect, useState } from "react";

GlobalWorkerOptions.workerSrc = workerUrl;

/** A PDF that is kept open while its pages are looked at: it is fetched once. Null until it is there; `onFailed` says that it will not be. */
export function usePdf(file: string, onFailed: () => void): PDFDocumentProxy | null {
  const [open, setOpen] = useState<PDFDocumentProxy | null>(null);
  useEffect(() => {
    let isGone = false;
    // The file's scripts, forms and links are not run.
    const loading = getDocument({ url: file, isEvalSupported: false, useWasm: false, enableXfa: false, disableRange: true, disableStream: true, disableAutoFetch: true });
    loading.promise.then(
      (opened) => {
        if (!isGone) setOpen(opened);
      },
      () => {
        if (!isGone) onFailed();
      },
    );
    return () => {
      isGone = true;
      setOpen(null);
      loading.destroy().catch(() => undefined);
    };
  }, [file, onFailed]);
  return open;
}
