import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Tx } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import type { SignedInPerson } from "../auth/person.ts";
import type { PasswordHasher } from "../auth/passwords.ts";
import { loadPerson, signIn } from "../auth/sign-in.ts";
import type { Runtime } from "../runtime.ts";
import { givePassword } from "./people.ts";
import { createTestRuntime, TestClock } from "./runtime.ts";

/** The password that the person of a `SignInDesk` has before each test. */
export const PASSWORD = "round about midnight";

interface Visitor {
  address: string;
  userAgent: string;
}

/** A shop at whose door tests stand: before each of them the clock is at its beginning and `person` has PASSWORD. */
export class SignInDesk {
  clock = new TestClock();
  #database: TestDatabase | null = null;
  #runtime: Runtime | null = null;

  /** To be called once in a file of tests. `startAnew` empties what a test before may have left. */
  constructor(
    readonly person: { id: string; email: string },
    readonly visitor: Visitor,
    startAnew: (tx: Tx, now: Date) => Promise<void>,
  ) {
    beforeAll(async () => {
      this.#database = await openTestDatabase();
    });
    afterAll(() => this.#database?.close());
    beforeEach(async () => {
      this.clock = new TestClock();
      this.#runtime = createTestRuntime(this.database.db, this.clock);
      await withSystem(this.database.db, "a test starts anew", (tx) => startAnew(tx, this.clock.now));
      await givePassword(this.database.db, this.#runtime.passwords, person.id, PASSWORD);
    });
  }

  get database(): TestDatabase {
    if (!this.#database) throw new Error("The database is open only while tests run.");
    return this.#database;
  }

  get runtime(): Runtime {
    if (!this.#runtime) throw new Error("The runtime stands only while tests run.");
    return this.#runtime;
  }

  /** Types the person's address and a password. */
  enter({ cookieHeader, password = PASSWORD, address = this.visitor.address, hasher = this.runtime.passwords }: { cookieHeader?: string | undefined; password?: string; address?: string; hasher?: PasswordHasher } = {}) {
    return signIn({ ...this.runtime, passwords: hasher }, { email: this.person.email, password, now: this.clock.now, visitor: { ...this.visitor, address }, previous: null, cookieHeader });
  }

  /** Whose session a cookie is; throws when it is nobody's. */
  async whoIs(cookie: string): Promise<SignedInPerson> {
    const person = await loadPerson(this.runtime, cookie, this.clock.now);
    if (!person) throw new Error("nobody is signed in");
    return person;
  }
}
