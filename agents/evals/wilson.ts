/** 97.5 % point of the normal distribution. */
const Z = 1.959963984540054;

/**
 * The interval that holds the true share with 95 % confidence, when `hits` of `tries` were hits (Wilson 1927,
 * "Probable inference, the law of succession, and statistical inference"). Null without tries.
 */
export function wilsonInterval(hits: number, tries: number): { low: number; high: number } | null {
  if (tries <= 0) return null;
  const share = hits / tries;
  const middle = share + (Z * Z) / (2 * tries);
  const half = Z * Math.sqrt((share * (1 - share)) / tries + (Z * Z) / (4 * tries * tries));
  const scale = 1 + (Z * Z) / tries;
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}
