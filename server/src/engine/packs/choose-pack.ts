import { grammarOf } from '../schema/model/grammar.ts';
import { NodeKind } from '../syntax/node-table.ts';
import type { Placeholders } from '../syntax/placeholders/placeholders.ts';
import { localPart, NO_ELEMENTS } from '../syntax/recovery/grammar.ts';
import { distance, resembles } from '../syntax/resemblance.ts';
import { Scanner } from '../syntax/scanner.ts';
import { SyntaxTree } from '../syntax/tree.ts';
import type { SourceText } from '../text/source-text.ts';
import { atOnce, type Steps } from '../text/time-sliced.ts';
import { HEADER_WITHIN, hasConditions, packsFor } from './conditions.ts';
import type { Pack } from './load-pack.ts';

/** What the root element shows of a document. */
export interface RootFacts {
  readonly prefix: string;
  readonly localName: string;
  /** undefined where the prefix is not declared. */
  readonly namespace: string | undefined;
  /** It is yet to be filled in, whole or in part: the root of a template. */
  readonly isNamespaceUnresolved: boolean;
  /** The document is an XSLT stylesheet, be it one that is nothing but the result with `xsl:version` on its root. */
  readonly isStylesheet: boolean;
}

/** The namespace of XSLT, in all its versions. */
export const XSLT = 'http://www.w3.org/1999/XSL/Transform';
const STYLESHEET_ROOTS = ['stylesheet', 'transform', 'package'];

/**
 * - `known`: the root is a pack's;
 * - `unknown`: it looks like SRG but is in no known pack (SRG-T005);
 * - `other`: another XML language, of which nothing is said; a stylesheet may still write SRG;
 * - `none`: no root element is to be seen.
 */
export type PackChoice =
  | {
      readonly kind: 'known';
      readonly pack: Pack;
      readonly root: RootFacts;
      /** The root or its namespace is not the pack's, but all that stands in it is: a slip of the pen. */
      readonly isSlip?: boolean;
    }
  | { readonly kind: 'unknown'; readonly root: RootFacts }
  | { readonly kind: 'other'; readonly root: RootFacts }
  | { readonly kind: 'none' };

/** What a pack is told from all others by: the address of its `pack.json`, or its id where it has none. */
export function keyOf({ files, manifest }: Pack): string {
  return files.manifest?.uri ?? manifest.id;
}

/** The packs with the root and the namespace of a document, whether they hold for it or not. */
export function packsWithRoot(packs: readonly Pack[], { localName, namespace = '' }: RootFacts): Pack[] {
  return packs.filter(({ manifest }) => manifest.root === localName && manifest.namespace === namespace);
}

/**
 * A document is known to be SRG by the namespace and the name of its root, never by its file's name. Of a template whose
 * namespace is yet to be filled in, the name tells. The first pack that holds for the delivery is chosen.
 * @param placeholders given for a template: what it recognises is not the root
 */
export function choosePack(source: SourceText, packs: readonly Pack[], placeholders?: Placeholders): PackChoice {
  return atOnce(choosingPack(source, packs, placeholders));
}

/** The same in steps: any amount of text may stand before the root. */
export function* choosingPack(
  source: SourceText,
  packs: readonly Pack[],
  placeholders?: Placeholders,
): Steps<PackChoice> {
  const root = yield* readRoot(source, placeholders);
  if (!root) return { kind: 'none' };
  if (root.isStylesheet) return { kind: 'other', root };
  const candidates = packs.filter(
    ({ manifest }) =>
      manifest.root === root.localName && (root.isNamespaceUnresolved || manifest.namespace === (root.namespace ?? '')),
  );
  const beginning = candidates.some(hasConditions) ? source.slice(0, HEADER_WITHIN) : '';
  const [pack] = packsFor(candidates, beginning);
  if (pack) return { kind: 'known', pack, root };
  // Of a pack that it names, and that doesn't hold for it, it is no slip.
  const meant = placeholders || candidates.length > 0 ? undefined : packMeant(source, root, packs);
  if (meant) return { kind: 'known', pack: meant, root, isSlip: true };
  const looksLikeSrg =
    packs.some(({ manifest }) => manifest.root === root.localName) ||
    packs.some(({ manifest }) => manifest.namespace !== '' && manifest.namespace === root.namespace) ||
    /^srg/i.test(root.localName) ||
    /(^|[^a-z])srg([^a-z]|$)/i.test(root.namespace ?? '');
  return { kind: looksLikeSrg ? 'unknown' : 'other', root };
}

/**
 * What stands for the namespace of the pack in a document: in a template where that is yet to be filled in, or by a slip of
 * the pen.
 */
export function namespaceInPlace(choice: PackChoice): string | undefined {
  if (choice.kind !== 'known') return undefined;
  const { isNamespaceUnresolved, namespace = '' } = choice.root;
  return isNamespaceUnresolved || choice.isSlip ? namespace : undefined;
}

/** A few characters of a namespace are others. */
function isMistyped(namespace: string, known: string): boolean {
  return known !== '' && distance(namespace, known) <= Math.max(2, Math.floor(known.length / 10));
}

/** So much of a document shows whether its elements are those of a pack. */
const SHOWN = 8_192;
/** So many names are looked at, and so many of them must be the pack's. */
const MOST_NAMES = 16;
const LEAST_NAMES = 4;
const SHARE = 0.6;

/** The pack that a document follows, though its root has another name or another namespace. */
function packMeant(source: SourceText, root: RootFacts, packs: readonly Pack[]): Pack | undefined {
  const likely = packs.filter(({ manifest }) => {
    const { namespace = '' } = root;
    const isNamed = manifest.root === root.localName;
    if (manifest.namespace === namespace)
      return isNamed || namespace !== '' || resembles(manifest.root, root.localName);
    return isNamed && (namespace === '' || isMistyped(namespace, manifest.namespace));
  });
  if (likely.length === 0) return undefined;
  const names = new Set<string>();
  for (const [, name] of source.slice(0, SHOWN).matchAll(/<([\p{L}_][\p{L}\p{N}_:.-]*)/gu)) {
    names.add(localPart(name!));
    if (names.size === MOST_NAMES) break;
  }
  names.delete(root.localName);
  return likely.find((pack) => {
    const grammar = grammarOf(pack.model);
    const known = [...names].filter((name) => grammar.isKnown(name)).length;
    return known >= LEAST_NAMES && known >= SHARE * names.size;
  });
}

/** The root's start tag is looked for in so many characters, and where they are too few in so many times more. */
const WINDOW = 4_096;
const GROWTH = 16;
const STEPS_BETWEEN_YIELDS = 128;

/** The first start tag of a text; undefined where there is none. */
function* readRoot(source: SourceText, placeholders?: Placeholders): Steps<RootFacts | undefined> {
  let steps = 0;
  for (let length = WINDOW; ; length *= GROWTH) {
    const text = source.slice(0, length);
    const scanner = new Scanner(text, 0, undefined, placeholders);
    // A comment that nothing ends is no longer than it was meant to be.
    if (!placeholders) scanner.grammar = NO_ELEMENTS;
    scanner.pausesInText = true;
    while (!scanner.atEnd && (scanner.isMidway || !scanner.atStartTag)) {
      scanner.step(0);
      if (++steps % STEPS_BETWEEN_YIELDS === 0) yield;
    }
    const root = scanner.atEnd ? undefined : factsOf(scanner, text);
    if (text.length === source.length || (root && Math.max(scanner.lookahead, scanner.pos) < text.length)) return root;
  }
}

function factsOf(scanner: Scanner, text: string): RootFacts {
  const name = scanner.tagName();
  scanner.step(0);
  const prefix = prefixOf(name);
  const localName = name.slice(name.indexOf(':') + 1);
  const tree = new SyntaxTree(text, 0, scanner.table);
  const bound = new Map<string, string>([['', '']]);
  const others: string[] = [];
  const unresolved = new Set<string>();
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) !== NodeKind.Attribute) continue;
    const attribute = tree.name(node);
    const declared = attribute === 'xmlns' ? '' : attribute.startsWith('xmlns:') ? attribute.slice(6) : undefined;
    if (declared === undefined) others.push(attribute);
    else bound.set(declared, tree.value(node));
    if (declared !== undefined && tree.isUnresolved(node)) unresolved.add(declared);
  }
  const namespace = bound.get(prefix);
  // One whose declaration is damaged is told of its form, as the stylesheet that it is meant to be.
  const isXslt = namespace === XSLT || (prefix === 'xsl' && (namespace === undefined || namespace.startsWith(XSLT)));
  const isStylesheet = isXslt
    ? STYLESHEET_ROOTS.includes(localName)
    : others.some((other) => other === `${prefixOf(other)}:version` && bound.get(prefixOf(other)) === XSLT);
  return { prefix, localName, namespace, isNamespaceUnresolved: unresolved.has(prefix), isStylesheet };
}

function prefixOf(name: string): string {
  return name.includes(':') ? name.slice(0, name.indexOf(':')) : '';
}
