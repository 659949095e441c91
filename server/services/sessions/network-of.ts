import { isIPv6 } from "node:net";

/**
 * What a network address is counted as. IPv4 is itself, also when it comes mapped into IPv6. Of
 * IPv6 the first 64 bits: a household or a rented machine holds all addresses behind them, and could
 * use another for every try. What is no address is itself.
 */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, "").toLowerCase();
  const mapped = /^(?:::|(?:0{1,4}:){5})ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(bare)) return bare;
  const [head = "", tail] = bare.split("::");
  const before = head === "" ? [] : head.split(":");
  // An IPv4 tail takes the place of two groups.
  const after = tail === undefined || tail === "" ? [] : tail.split(":").flatMap((group) => (group.includes(".") ? ["0", "0"] : [group]));
  const groups = tail === undefined ? before : [...before, ...Array.from({ length: 8 - before.length - after.length }, () => "0"), ...after];
  return `${groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
