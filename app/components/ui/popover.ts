/*
 * The popover attributes of HTML, which React 18 passes through but does not know by type.
 * They need no script: a definition opens before the page is awake.
 */

/** Attributes of a button that opens the popover `id`. */
export const opensPopover = (id: string): Record<string, string> => ({ popovertarget: id });

/** Attributes of a button that closes the popover `id`. */
export const closesPopover = (id: string): Record<string, string> => ({ popovertarget: id, popovertargetaction: "hide" });

/** Attributes of the popover itself. */
export const isPopover = (id: string): Record<string, string> => ({ id, popover: "auto" });
