import { choosingPack } from '../packs/choose-pack.ts';
import type { Pack } from '../packs/load-pack.ts';
import { type HeaderConcept, RECORD_CONCEPTS, type RecordConcept } from '../packs/pack.ts';
import { DocumentScanner, type HeaderFragment } from '../syntax/document-scanner.ts';
import { SourceText } from '../text/source-text.ts';
import { atOnce, type Steps, stepwise } from '../text/time-sliced.ts';
import { Binder } from './binder.ts';
import type { Month } from './day.ts';
import { DeliveryHeader, type HeaderPart } from './header.ts';
import { verslagmaandOf } from './verslagmaand.ts';

/** Which delivery a file is: what its first lines say. Values that are missing or can't be read are undefined. */
export interface DeliveryIdentity {
  readonly pack: Pack;
  readonly gemeentecode: string | undefined;
  readonly berichtgevercode: string | undefined;
  readonly softwarepakket: string | undefined;
  readonly verslagmaand: Month | undefined;
  /** Line and column of the name in the start tag of the root, and the length of that. */
  readonly root: { readonly line: number; readonly character: number; readonly length: number };
}

/** A head that was read, and how: what stands behind it can be read with the same. */
export interface ReadHeader {
  readonly identity: DeliveryIdentity;
  readonly binder: Binder;
  readonly scanner: DocumentScanner;
  readonly fragment: HeaderFragment;
  /** Nothing that stands beside or behind the records would make it another. */
  readonly isWhole: boolean;
}

/** What an identity is made of. */
const OWN: readonly HeaderConcept[] = [
  'gemeentecode',
  'berichtgevercode',
  'softwarepakket',
  'verslagmaand',
  'statistiekjaar',
  'statistiekmaand',
];

/**
 * Reads the head of a delivery.
 * @param text the whole of it, or its beginning
 * @returns undefined where it is none that a pack is known for
 */
export function identityOfDelivery(text: string, packs: readonly Pack[]): DeliveryIdentity | undefined {
  return atOnce(identifying(text, packs));
}

/** The same in steps. */
export function* identifying(text: string, packs: readonly Pack[]): Steps<DeliveryIdentity | undefined> {
  return (yield* readingHeader(text, packs))?.identity;
}

/** {@link readingHeader} at once. */
export function readDeliveryHeader(...given: Parameters<typeof readingHeader>): ReadHeader | undefined {
  return atOnce(readingHeader(...given));
}

/** @param wanted the concepts that the binder binds in records */
function* readingHeader(
  text: string,
  packs: readonly Pack[],
  wanted: readonly RecordConcept[] = RECORD_CONCEPTS,
): Steps<ReadHeader | undefined> {
  const source = new SourceText(text);
  const choice = yield* choosingPack(source, packs);
  if (choice.kind !== 'known') return undefined;
  const { pack } = choice;
  const binder = new Binder(pack, { wanted });
  const scanner = new DocumentScanner(text, binder.shape);
  const fragment = yield* stepwise((shouldYield) => scanner.scanHeader(shouldYield));
  const main = yield* binder.bindingHeader(fragment.tree, fragment);
  // Of several that have a value, the first counts.
  const hasAll = main && OWN.every((concept) => !pack.manifest.concepts[concept] || main.has(concept));
  const isWhole = hasAll || !binder.looksBesideRecords;
  const header = main && new DeliveryHeader([main, ...(isWhole ? [] : yield* partsBeside(text, binder))]);
  const rootName = main?.nameRange ?? { start: 0, end: 0 };
  const head = {
    pack,
    gemeentecode: header?.value('gemeentecode'),
    berichtgevercode: header?.value('berichtgevercode'),
    softwarepakket: header?.value('softwarepakket'),
    verslagmaand: header && verslagmaandOf(header),
    root: { ...source.positionAt(rootName.start), length: rootName.end - rootName.start },
  };
  return { identity: head, binder, scanner, fragment, isWhole };
}

/** The values of the header that stand beside or behind the records. */
function* partsBeside(text: string, binder: Binder): Steps<HeaderPart[]> {
  const parts: HeaderPart[] = [];
  const scanner = new DocumentScanner(text, binder.shape);
  if (!(yield* stepwise((shouldYield) => scanner.scanHeader(shouldYield))).openElements) return [];
  for (;;) {
    const item = yield* stepwise((shouldYield) => scanner.nextRecord(shouldYield));
    if (!item) break;
    const part = item.isRepeatingElement ? undefined : binder.bindHeaderPart(item.tree, item.node, item);
    if (part) parts.push(part);
  }
  const trailer = yield* stepwise((shouldYield) => scanner.scanTrailer(shouldYield));
  return [...parts, ...binder.bindHeaderParts(trailer.tree, trailer)];
}
