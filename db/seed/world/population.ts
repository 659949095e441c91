import type { Day } from "../days.ts";
import { exponential, WeightedPicker } from "../draws.ts";
import { between, chance, type Random, randomFrom, seedFrom, weighted } from "../random.ts";
import { inventPerson, type Person } from "../text/people.ts";
import type { AlbumPicker } from "./albums.ts";
import type { Channel } from "./calendar.ts";

/** A known customer. Their taste and habits are drawn once and stay. */
export interface Customer {
  index: number;
  since: Day;
  /** When they became a customer, ms. */
  at: number;
  genre: number;
  secondGenre: number;
  /** How often they come, beside the others. */
  rate: number;
  /** The day on which they stop coming. */
  lapsesOn: Day;
  home: Channel;
  /** Days between the visits of a champion; null for everyone else. */
  championGap: number | null;
  nextVisit: Day;
  country: string;
  /** Everything else about them; forgotten once it is written down, unless it is needed again. */
  person: Person | null;
  email: string | null;
  /** All of their address and phone is known. */
  complete: boolean;
  /** Positions of the titles they already have. */
  owned: number[];
}

export interface PopulationPlan {
  seed: number;
  firstDay: Day;
  /** Customers the shop has had before its books begin, and how many are champions. */
  founders: number;
  champions: number;
  /** Champions who come only every two months or so: quiet for long, and nothing is wrong. */
  slowChampions: number;
  /** New customers expected on a day. */
  joinersOn(day: Day): number;
  /** From this day on the champion with this place in the row stays away, or null. */
  silentFrom?: (champion: number) => Day | null;
  /** Someone who joins on this day a second time, under another address: the place of the first. */
  doublesOn?: (day: Day) => readonly Double[];
  /** Places of founders whose address and phone must be known. */
  complete?: ReadonlySet<number>;
}

/** A second record of a customer, or of someone easily taken for one. */
export interface Double {
  /** Position of the first record. */
  of: number;
  /** `same`: the same person again; `namesake`: same name elsewhere; `household`: same address, other given name. */
  as: "same" | "namesake" | "household";
}

const DOMAINS = ["example.com", "example.org", "example.net"];
const MS = 86_400_000;

/** All customers up to a day, made in the order in which they came; a pure function of the plan and the day. */
export class Population {
  readonly customers: Customer[] = [];
  /** Whoever joined on the day last advanced to. */
  joined: Customer[] = [];
  /** Champions whose visit falls on that day. */
  due: Customer[] = [];
  readonly champions: Customer[] = [];
  /** Scattered addresses: strings would cost a large shop its memory, and a false alarm costs a digit. */
  private readonly addresses = new Set<number>();
  private day: Day;
  private weights = new Float64Array(1024);

  constructor(
    private readonly plan: PopulationPlan,
    private readonly picker: AlbumPicker,
  ) {
    this.day = plan.firstDay - 1;
    const every = Math.floor(plan.founders / Math.max(1, plan.champions));
    for (let i = 0; i < plan.founders; i++) {
      const random = randomFrom(plan.seed, "founder", i);
      const since = plan.firstDay - between(random, 1, 1_400);
      const champion = i % every === 3 && this.champions.length < plan.champions;
      this.add(random, since, champion);
    }
    for (const place of plan.complete ?? []) {
      const founder = this.customers[place];
      if (founder) founder.complete = true;
    }
    this.joined = [...this.customers];
  }

  /** Lets the customers of all days up to `day` come in. */
  advanceTo(day: Day): void {
    if (day <= this.day) return;
    while (this.day < day) {
      this.day++;
      const random = randomFrom(this.plan.seed, this.day, "joiners");
      const mean = this.plan.joinersOn(this.day);
      const count = Math.floor(mean) + (chance(random, mean - Math.floor(mean)) ? 1 : 0);
      this.joined = Array.from({ length: count }, () => this.add(random, this.day, false));
      for (const double of this.plan.doublesOn?.(this.day) ?? []) this.joined.push(this.addDouble(random, double));
      this.due = this.visitorsOn(this.day);
    }
  }

  private visitorsOn(day: Day): Customer[] {
    return this.champions.filter((champion, place) => {
      if (champion.nextVisit > day) return false;
      const random = randomFrom(this.plan.seed, "champion", champion.index, day);
      champion.nextVisit = day + Math.max(3, Math.round((champion.championGap ?? 30) * (0.7 + 0.6 * random())));
      const silent = this.plan.silentFrom?.(place) ?? null;
      return silent === null || day < silent;
    });
  }

  /** Draws customers who still come, as likely as they come often. */
  returning(): WeightedPicker | null {
    const count = this.customers.length;
    if (this.weights.length < count) this.weights = new Float64Array(count * 2);
    let total = 0;
    for (let i = 0; i < count; i++) {
      const customer = this.customers[i];
      const weight = !customer || customer.championGap !== null || customer.since >= this.day ? 0 : customer.lapsesOn > this.day ? customer.rate : customer.rate * 0.012;
      this.weights[i] = weight;
      total += weight;
    }
    return total > 0 ? new WeightedPicker(this.weights.subarray(0, count)) : null;
  }

  private add(random: Random, since: Day, champion: boolean): Customer {
    const person = inventPerson(random);
    const index = this.customers.length;
    // In the books before anybody can buy that day: the first sale is at half past eight, in Berlin.
    const at = since * MS + between(random, 5 * 60, 6 * 60 + 20) * 60_000;
    const genre = this.picker.favouriteGenre(random);
    const gap = champion ? (this.champions.length < this.plan.slowChampions ? between(random, 55, 65) : between(random, 9, 16)) : null;
    const customer: Customer = {
      index,
      since,
      at,
      genre,
      secondGenre: this.picker.favouriteGenre(random),
      rate: 0.15 + exponential(random, 1) * exponential(random, 1),
      lapsesOn: since + 20 + Math.round(exponential(random, 620)),
      home: weighted(random, ["shop", "web", "discogs"] as const, champion ? [7, 3, 0] : [44, 41, 15]),
      championGap: gap,
      nextVisit: this.plan.firstDay + Math.floor(random() * (gap ?? 0)),
      country: person.country,
      person,
      email: chance(random, 0.93) ? this.address(random, person.emailLocalPart) : null,
      complete: false,
      owned: [],
    };
    // Who came long before the books begin mostly still comes now and then.
    if (since < this.plan.firstDay) customer.lapsesOn = this.plan.firstDay + Math.round(exponential(random, 480));
    this.customers.push(customer);
    if (champion) this.champions.push(customer);
    return customer;
  }

  private addDouble(random: Random, double: Double): Customer {
    const first = this.customers[double.of];
    const second = this.add(random, this.day, false);
    const person = first?.person;
    const own = second.person;
    if (!person || !own) throw new Error(`customer ${double.of} cannot be doubled`);
    if (double.as === "namesake") second.person = { ...own, name: person.name, givenName: person.givenName, familyName: person.familyName };
    else if (double.as === "household") second.person = { ...person, givenName: own.givenName, name: `${own.givenName} ${person.familyName}`, phone: own.phone };
    else second.person = { ...person };
    const localPart = double.as === "same" ? `${person.emailLocalPart.replace(/\d+$/, "")}.${person.postcode.replace(/\D/g, "").slice(0, 2) || "2"}` : own.emailLocalPart;
    return Object.assign(second, { complete: true, country: second.person.country, email: this.address(random, localPart) });
  }

  /** An address nobody else has. */
  private address(random: Random, localPart: string): string {
    const domain = weighted(random, DOMAINS, [6, 2, 2]);
    let address = `${localPart}@${domain}`;
    for (let n = 2; this.addresses.has(seedFrom(address)); n++) address = `${localPart}${n}@${domain}`;
    this.addresses.add(seedFrom(address));
    return address;
  }
}
