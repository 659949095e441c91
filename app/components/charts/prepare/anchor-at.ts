/** Which end of a label on the time axis stands at `x` (percent of the plot), so that it does not leave the plot. */
export const anchorAt = (x: number): "start" | "middle" | "end" => (x > 95 ? "end" : x < 5 ? "start" : "middle");
