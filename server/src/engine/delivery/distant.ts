// What is known of a record in a text that is read in pages, and read when it is asked for.

/** What a record's offsets count from, where that is found when it is asked for. */
export class DistantOwner {
  /** @param index the place of the record among all */
  constructor(
    private readonly owners: { ownerOf(index: number): object; startOf(index: number): number },
    readonly index: number,
  ) {}

  /** Where it starts in the text, which is known without it. */
  get start(): number {
    return this.owners.startOf(this.index);
  }

  find(): object {
    return this.owners.ownerOf(this.index);
  }
}

/** A value that is long, and read when it is asked for. */
export class DistantValue {
  constructor(readonly read: () => string | undefined) {}
}
