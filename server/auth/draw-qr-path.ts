import { correction, generate } from "lean-qr";

/** A QR code as one SVG path, a unit per module, and how many units it is wide with the four white ones around it that readers need. */
export function drawQrPath(text: string): { path: string; size: number } {
  const QUIET = 4;
  const code = generate(text, { minCorrectionLevel: correction.M });
  let path = "";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  }
  return { path, size: code.size + 2 * QUIET };
}
