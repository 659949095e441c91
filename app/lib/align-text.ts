const ENTITY = /^&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/;

/**
 * Where each character of a text that was read from Markdown stands in its source: escapes, entities and the indentation
 * of lines are in the source and not in the text. Gives one place for each character, counted from the beginning of `source`.
 */
export function alignText(value: string, source: string): number[] {
  if (value.length === source.length) return value.split("").map((_char, at) => at);
  const places: number[] = [];
  let at = 0;
  for (let index = 0; index < value.length; index += 1) {
    const wanted = value.charAt(index);
    let found = at;
    for (;;) {
      const here = source.charAt(found);
      if (here === "" || here === wanted) break;
      const entity = here === "&" ? ENTITY.exec(source.slice(found, found + 40)) : null;
      if (entity) break;
      found += 1;
    }
    const entity = source.charAt(found) === "&" && (wanted !== "&" || ENTITY.test(source.slice(found, found + 40))) ? ENTITY.exec(source.slice(found, found + 40)) : null;
    if (found >= source.length) {
      // What is not in the source stands where reading came to.
      places.push(Math.min(at, Math.max(0, source.length - 1)));
      continue;
    }
    places.push(found);
    at = found + (entity ? entity[0].length : 1);
    // An entity of two characters.
    if (entity && /[\uD800-\uDBFF]/.test(wanted)) {
      places.push(found);
      index += 1;
    }
  }
  return places;
}
