/** As much of a Markdown or HTML tree as our plugins need; the parsers' own types come with packages we do not name. */
export interface TreeNode {
  type: string;
  value?: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  align?: (string | null)[];
  /** Where it stands in the source, in characters. */
  position?: { start: { offset?: number | undefined }; end: { offset?: number | undefined } } | undefined;
  children?: TreeNode[];
}
