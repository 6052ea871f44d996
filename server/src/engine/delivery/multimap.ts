/** Values by key, in the order in which they came. Most keys have one value, and that is kept without a list. */
export class Multimap<T extends object | string> {
  private readonly values = new Map<string, T | T[]>();

  /** How many keys there are. */
  get size(): number {
    return this.values.size;
  }

  add(key: string, value: T): void {
    const known = this.values.get(key);
    if (known === undefined) this.values.set(key, value);
    else if (Array.isArray(known)) known.push(value);
    else this.values.set(key, [known, value]);
  }

  has(key: string): boolean {
    return this.values.has(key);
  }

  get(key: string): readonly T[] {
    const known = this.values.get(key);
    if (known === undefined) return [];
    return Array.isArray(known) ? known : [known];
  }

  keys(): Iterable<string> {
    return this.values.keys();
  }

  deleteLongerThan(limit: number): void {
    for (const [key, values] of this.values) {
      if (Array.isArray(values) && values.length > limit) this.values.delete(key);
    }
  }
}
