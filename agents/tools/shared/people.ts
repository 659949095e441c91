/** A customer as every page calls them: by name, else by the shop's own number; null for nobody. */
export function sayCustomer(name: string | null, number: number | null): string {
  return name ?? (number === null ? "Walk-in" : `Customer ${number}`);
}

/** What `sayCustomer` says of who has no name. */
export const isNoName = (text: string): boolean => text === "Walk-in" || /^Customer \d+$/.test(text);
