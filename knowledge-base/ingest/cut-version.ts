/** The way passages are cut. One up whenever the same file gives other passages or another text: documents are then read anew at the next start. */
export const CUT_VERSION = 1;
