import { hash, verify } from "@node-rs/argon2";

/** Argon2id as OWASP recommends it: 19 MiB, two passes, one lane. 2 is the library's Algorithm.Argon2id. */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * The hash of 32 random bytes that nobody kept, with the parameters above: what an unknown
 * address is checked against, so that it costs as much as a known one.
 */
const NOBODYS_HASH = "$argon2id$v=19$m=19456,t=2,p=1$4XmLQ7YtXqPk44dK1vwz8w$dAHotUN28COutBGxh/RSZ4SnEhSqFhQLZDZKHvKVs5A";

/** More waiting than this and a sign-in is refused instead of queued. */
const LONGEST_QUEUE = 200;

/**
 * A password as it was typed. Keyboards send one and the same text composed in different ways ("é" as
 * one sign or as two), so it is brought to NFC, as RFC 8265 asks for passwords; what Unicode holds
 * to be different signs, such as "²" and "2", stays different.
 */
const asTyped = (password: string): string => password.normalize("NFC");

/** Too many passwords are waiting to be checked. */
export class HasherBusyError extends Error {
  constructor() {
    super("Too many people are signing in at this moment. Try again in a few seconds.");
    this.name = "HasherBusyError";
  }
}

/**
 * Hashes and checks passwords, at most two at once: each takes 19 MiB and some 50 ms of a core,
 * and sign-in must not be a way to stop the server.
 */
export class PasswordHasher {
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  #count = 0;

  constructor(readonly limit = 2) {}

  /** How many hashes are being computed now. */
  get running(): number {
    return this.#running;
  }

  /** How many hashes were computed so far. */
  get count(): number {
    return this.#count;
  }

  /** The hash of `password` in PHC format. Throws HasherBusyError. */
  hash(password: string): Promise<string> {
    return this.#limited(() => hash(asTyped(password), PARAMETERS));
  }

  /** Whether `password` is the one behind `stored`. Without a stored hash, or with one that cannot be read, the answer is no, at the same cost. Throws HasherBusyError. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const known = stored?.startsWith("$argon2id$") ? stored : null;
    const matches = await this.#limited(() => verify(known ?? NOBODYS_HASH, asTyped(password)));
    return known !== null && matches;
  }

  async #limited<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.limit) {
      if (this.#waiting.length >= LONGEST_QUEUE) throw new HasherBusyError();
      // Whoever finishes hands its place over, so nobody can slip in between.
      await new Promise<void>((resume) => this.#waiting.push(resume));
    } else {
      this.#running++;
    }
    this.#count++;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
