import type { Pack } from '../../packs/load-pack.ts';
import { namesOf } from '../../packs/places.ts';
import { distance, resembles } from '../../syntax/resemblance.ts';
import type { AlphabetOf } from './alphabets.ts';
import type { Substitution } from './substitution.ts';

/** Namespaces that say nothing of anybody. */
const COMMON_NAMESPACES = [
  '',
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://www.w3.org/2001/XMLSchema',
  'http://www.w3.org/XML/1998/namespace',
  'http://www.w3.org/2000/xmlns/',
  'http://schemas.xmlsoap.org/soap/envelope/',
];
/** What XML Schema and XML itself call attributes. */
const OF_XML = ['nil', 'type', 'schemaLocation', 'noNamespaceSchemaLocation', 'lang', 'space', 'base'];
/** A name of the schema with so many slips of the pen, or twice as many letters lost, tells nothing else. */
const SLIPS = 2;
/** So many names are looked at for one that a new one is alike to. */
const LATEST = 200;
const COMMON_PREFIX = /^(?:[a-z]{1,3}[0-9]{0,2}|xmlns|soap|soapenv)$/i;

/** What elements, attributes, prefixes and namespaces are called instead, where the schema doesn't know them. */
export class NeutralNames {
  private readonly schemaNames: ReadonlySet<string>;
  private readonly namespaces: readonly string[];
  private readonly known = new Map<string, string>();
  private readonly meantBy = new Map<string, string | undefined>();
  private readonly neutrals = new Map<string, string>();
  /** Those that were given, with what they stand for. */
  private readonly given: { readonly old: string; readonly now: string }[] = [];
  /** How many names stand for others. */
  get count(): number {
    return this.given.length;
  }

  constructor(
    pack: Pack,
    private readonly substitution: Substitution,
  ) {
    const texts = [...pack.schemaFiles.values()].map(({ text }) => text);
    const values = (pattern: RegExp) =>
      texts.flatMap((text) => Array.from(text.matchAll(pattern), ([, , name]) => name!));
    this.schemaNames = new Set([
      ...values(/\bname[ \t\r\n]*=[ \t\r\n]*(["'])([^"']+)\1/g),
      ...Object.values(pack.manifest.concepts).flatMap(namesOf),
      pack.manifest.root,
      ...OF_XML,
    ]);
    this.namespaces = [
      ...COMMON_NAMESPACES,
      pack.manifest.namespace,
      ...values(/\b(?:targetNamespace|namespace)[ \t\r\n]*=[ \t\r\n]*(["'])([^"']+)\1/g),
    ];
  }

  /** The name of the schema that a name is, give or take a slip; undefined where there is none. */
  meant(localName: string): string | undefined {
    if (this.schemaNames.has(localName)) return localName;
    if (!this.meantBy.has(localName)) this.meantBy.set(localName, this.nameMeant(localName));
    return this.meantBy.get(localName);
  }

  private nameMeant(localName: string): string | undefined {
    const lower = localName.toLowerCase();
    for (const name of this.schemaNames) {
      const other = name.toLowerCase();
      if (other === lower) return name;
      const most = localName.length > name.length ? SLIPS : 2 * SLIPS;
      if (resembles(lower, other) && name.length > 3 * SLIPS && distance(lower, other) <= most) return name;
    }
    return undefined;
  }

  /** It is the beginning or the end of a name of the schema, whichever that is. */
  private isPart(localName: string): boolean {
    const lower = localName.toLowerCase();
    return [...this.schemaNames].some((name) => {
      const other = name.toLowerCase();
      return other.startsWith(lower) || other.endsWith(lower);
    });
  }

  /** A name as it stands in a tag, with its prefix. */
  of(name: string, alphabetOf: AlphabetOf): string {
    const known = name === 'xmlns' ? name : this.known.get(name);
    if (known !== undefined) return known;
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? '' : `${this.prefix(name.slice(0, colon), alphabetOf)}:`;
    const local = name.slice(colon + 1);
    const isOwn =
      this.meant(local) !== undefined || this.isPart(local) || (prefix === 'xmlns:' && COMMON_PREFIX.test(local));
    const made =
      prefix + (isOwn ? local : prefix === 'xmlns:' ? this.prefix(local, alphabetOf) : this.neutral(local, alphabetOf));
    this.known.set(name, made);
    return made;
  }

  /** The value of a declaration, or a word of `xsi:schemaLocation`. */
  namespace(uri: string, alphabetOf: AlphabetOf): string {
    const isAlike = (one: string) => one === uri || (one.length > 3 * SLIPS && distance(one, uri) <= SLIPS);
    return this.namespaces.some(isAlike) ? uri : this.neutral(uri, alphabetOf);
  }

  private prefix(prefix: string, alphabetOf: AlphabetOf): string {
    return COMMON_PREFIX.test(prefix) || prefix === 'xml' ? prefix : this.neutral(prefix, alphabetOf);
  }

  /** Another one as long, alike to those that it was alike to: what is a mistyped end tag stays one. */
  private neutral(name: string, alphabetOf: AlphabetOf): string {
    const same = this.neutrals.get(name);
    if (same !== undefined) return same;
    const like = this.given.slice(-LATEST).find(({ old }) => resembles(old, name));
    const now = like ? madeLike(like, name, (part) => this.other(part, alphabetOf)) : this.other(name, alphabetOf);
    this.given.push({ old: name, now });
    this.neutrals.set(name, now);
    return now;
  }

  private other(name: string, alphabetOf: AlphabetOf): string {
    return this.substitution.of(name, 'name', alphabetOf, (candidate) => this.meant(candidate) === undefined);
  }
}

/** What two names have in common at their ends stays common. */
function madeLike(
  { old, now }: { readonly old: string; readonly now: string },
  name: string,
  other: (part: string) => string,
): string {
  const most = Math.min(old.length, name.length);
  let start = 0;
  while (start < most && old[start] === name[start]) start++;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === name[name.length - 1 - end]) end++;
  return now.slice(0, start) + other(name.slice(start, name.length - end)) + now.slice(now.length - end, now.length);
}
