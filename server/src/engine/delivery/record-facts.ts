import type { Pack } from '../packs/load-pack.ts';
import type { RecordConcept } from '../packs/pack.ts';
import { SourceText } from '../text/source-text.ts';
import { collapseXml } from '../text/xml-whitespace.ts';
import { readDeliveryHeader } from './delivery-identity.ts';
import type { Voorziening } from './record.ts';

/**
 * What is kept of a record of a file that nobody has open, to find it by and to tell which one it is: its values as
 * they stand there, in one line, empty where there is none; and where it stands, for the text is not kept.
 */
export interface RecordFacts {
  readonly number: string;
  readonly bsn: string;
  readonly type: string;
  readonly start: string;
  readonly end: string;
  readonly line: number;
  readonly character: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

const KEPT: readonly RecordConcept[] = ['bsn', 'typeVoorziening', 'registratienummer', 'begindatum', 'einddatum'];
/** A value that ought to be some characters long may be a whole record where a tag is missing. */
const LONGEST = 80;
/** Items read between two steps. */
const STEP = 100;

/**
 * Reads the records of a delivery, some at a step; those that are not well-formed as far as they go. Nothing is judged.
 * @returns in the order of the text; none where it is no delivery that a pack is known for
 */
export function* readFacts(text: string, packs: readonly Pack[]): Generator<void, RecordFacts[]> {
  const found: RecordFacts[] = [];
  const read = readDeliveryHeader(text, packs, KEPT);
  if (!read?.fragment.openElements) return found;
  const { scanner, binder } = read;
  const source = new SourceText(text);
  /** Types and dates are few. */
  const shared = new Map<string, string>();
  const share = (value: string) => {
    const known = shared.get(value);
    if (known === undefined) shared.set(value, value);
    return known ?? value;
  };
  for (let items = 1, item = scanner.nextRecord(); item; item = scanner.nextRecord(), items++) {
    if (item.isRepeatingElement) {
      for (const record of binder.bindRepeatingElement(item.tree, item.node, item)) {
        const { line, character } = source.positionAt(record.range.start + item.start);
        const end = source.positionAt(record.range.end + item.start);
        found.push({
          number: shown(record, 'registratienummer'),
          bsn: shown(record, 'bsn'),
          type: share(shown(record, 'typeVoorziening')),
          start: share(shown(record, 'begindatum')),
          end: share(shown(record, 'einddatum')),
          line,
          character,
          endLine: end.line,
          endCharacter: end.character,
        });
      }
    }
    if (items % STEP === 0) yield;
  }
  return found;
}

function shown(record: Voorziening, concept: RecordConcept): string {
  return collapseXml(record.value(concept) ?? '').slice(0, LONGEST);
}
