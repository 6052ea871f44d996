/** An element of a well-formed text without comments in tags, CDATA or entities: all that the corpus starts from. */
export interface Element {
  readonly name: string;
  readonly parent: Element | undefined;
  readonly children: Element[];
  readonly start: number;
  /** Where the name in the start tag ends. */
  readonly nameEnd: number;
  /** Behind the `>` of the start tag. */
  readonly contentStart: number;
  /** At the `<` of the end tag; that of an empty-element tag is where it ends. */
  contentEnd: number;
  end: number;
}

const TAG = /<(\/?)([A-Za-z][\w:.-]*)([^>]*?)(\/?)>/g;

/** The elements of a text in the order of their start tags. */
export function elementsOf(text: string): Element[] {
  const all: Element[] = [];
  const open: Element[] = [];
  for (const match of text.matchAll(TAG)) {
    const [tag, slash, name = '', , empty] = match;
    const { index } = match;
    const stop = index + tag.length;
    if (slash) {
      const element = open.pop()!;
      if (element.name !== name) throw new Error(`${element.name} ${name}`);
      element.contentEnd = index;
      element.end = stop;
      continue;
    }
    const parent = open.at(-1);
    const element: Element = {
      name,
      parent,
      children: [],
      start: index,
      nameEnd: index + 1 + name.length,
      contentStart: stop,
      contentEnd: stop,
      end: stop,
    };
    parent?.children.push(element);
    all.push(element);
    if (!empty) open.push(element);
  }
  return all;
}

/** A value, or nothing: no elements stand in it. */
export function isLeaf({ children }: Element): boolean {
  return children.length === 0;
}

export function localName({ name }: Element): string {
  return name.slice(name.indexOf(':') + 1);
}
