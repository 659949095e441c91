import type { Random } from "../random";
import { between, chance, pick, weighted } from "../random";
import type { NameArea, NameStock } from "./people-names";
import { nameStocks, veryLongFamilyNames } from "./people-names";
import type { Country } from "./people-places";
import { countries } from "./people-places";

/** An invented customer. `country` is the English name; `emailLocalPart` is lower-case ASCII and, like `phone`, may come up twice. */
export interface Person {
  givenName: string;
  familyName: string;
  /** Given and family name with a blank between them. */
  name: string;
  emailLocalPart: string;
  city: string;
  country: string;
  postcode: string;
  /** Street and house number, in the order of the country. */
  street: string;
  /** International form; a number kept free for fiction, or one that cannot exist. */
  phone: string;
}

/** How often a name from anywhere comes from an area. */
const arrivals: Readonly<Record<NameArea, number>> = {
  german: 6,
  british: 6,
  irish: 4,
  french: 6,
  italian: 8,
  spanish: 8,
  portuguese: 6,
  dutch: 4,
  polish: 9,
  czech: 4,
  nordic: 5,
  finnish: 2,
  turkish: 11,
  japanese: 3,
  nigerian: 9,
  indian: 9,
  arabic: 9,
  greek: 6,
};

const areas = Object.keys(nameStocks) as NameArea[];

/** Letters that Unicode does not take apart into a base and a mark. */
const asciiLetters: Readonly<Record<string, string>> = { ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
const germanLetters: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue" };

function toAscii(text: string, area: NameArea): string {
  const lower = text.toLowerCase().normalize("NFC");
  const spelled = area === "german" ? lower.replace(/[äöü]/g, (letter) => germanLetters[letter] ?? letter) : lower;
  return spelled
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9 -]/g, (letter) => asciiLetters[letter] ?? "");
}

function inventLocalPart(random: Random, givenName: string, familyName: string, area: NameArea): string {
  const given = toAscii(givenName, area).split(" ")[0] ?? "";
  const family = toAscii(familyName, area).replace(/ /g, "");
  const number = between(random, 2, 99);
  const shape = weighted(
    random,
    [
      `${given}.${family}`,
      `${given.charAt(0)}.${family}`,
      `${given}${family}`,
      `${family}.${given}`,
      `${given}_${family}`,
      `${given}.${family}${number}`,
      `${family}${number}`,
      `${given}.${family.charAt(0)}${number}`,
    ],
    [44, 13, 10, 7, 5, 12, 4, 5]
  );
  return shape.slice(0, 48).replace(/[^a-z0-9]+$/, "");
}

function inventName(random: Random, area: NameArea): { givenName: string; familyName: string } {
  const stock: NameStock = nameStocks[area];
  const isWoman = chance(random, 0.44);
  const givenNames = isWoman ? stock.women : stock.men;
  const drawFamily = (): string => {
    const family = pick(random, stock.families);
    return isWoman && stock.feminine !== undefined ? stock.feminine(family) : family;
  };
  const first = pick(random, givenNames);
  const second = chance(random, 0.03) ? pick(random, givenNames) : first;
  const family = drawFamily();
  const other = chance(random, stock.double.share) ? drawFamily() : family;
  const familyName = other === family || /[ -]/.test(family + other) ? family : `${family}${stock.double.joint}${other}`;
  return { givenName: second === first ? first : `${first} ${second}`, familyName: chance(random, 0.01) ? pick(random, veryLongFamilyNames) : familyName };
}

/** `#` becomes a digit, `@` a letter that postcodes use. */
function fillPattern(random: Random, pattern: string): string {
  return pattern.replace(/[#@]/g, (mark) => (mark === "#" ? String(between(random, 0, 9)) : pick(random, [..."ABDEFGHJLNPQRSTUWXYZ"])));
}

function inventStreet(random: Random, { line, highestNumber, streets }: Country): string {
  const number = `${between(random, 1, chance(random, 0.7) ? Math.ceil(highestNumber / 3) : highestNumber)}${
    chance(random, 0.08) && highestNumber > 60 ? pick(random, ["a", "b", "c"]) : ""
  }`;
  return line
    .replace("%s", pick(random, streets))
    .replace("%n", number)
    .replace(/#/g, () => String(between(random, 1, 9)));
}

/** Invents a customer with name, address and telephone. The same stream gives the same person. */
export function inventPerson(random: Random): Person {
  const home = weighted(
    random,
    countries,
    countries.map(({ weight }) => weight)
  );
  const area = chance(random, home.fromElsewhere)
    ? weighted(
        random,
        areas,
        areas.map((name) => arrivals[name])
      )
    : pick(random, home.locals);
  const { givenName, familyName } = inventName(random, area);
  const [city, postcode, phone] = pick(random, home.towns);
  return {
    givenName,
    familyName,
    name: `${givenName} ${familyName}`,
    emailLocalPart: inventLocalPart(random, givenName, familyName, area),
    city,
    country: home.country,
    postcode: fillPattern(random, postcode),
    street: inventStreet(random, home),
    phone: fillPattern(random, phone),
  };
}
