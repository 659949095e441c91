/** The whole file is refused: nothing of it goes in. The message is one sentence for a person. */
export class FileFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = "FileFault";
  }
}

/** Somebody stopped the import, or the program stops: nothing of it went in. */
export class ImportStopped extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ImportStopped";
  }
}

/** One row is refused because of one of its values. */
export class ValueFault extends Error {
  constructor(
    /** The column's name in the file; null when it is the row as a whole. */
    readonly column: string | null,
    message: string,
    /** The key of what the row is part of, where it could still be read. */
    readonly key: string | null = null,
  ) {
    super(message);
    this.name = "ValueFault";
  }
}
