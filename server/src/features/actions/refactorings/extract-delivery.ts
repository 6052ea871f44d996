import type { SegmentView } from '../../../engine/analysis/document/analysed-document.ts';
import { folderOf } from '../../../engine/text/uri.ts';
import { touchesSegment } from '../../formatting/whitespace/touches-segment.ts';
import type { RefactorContext, Refactoring } from './refactoring.ts';

/**
 * The selected records in a delivery of their own, with the header and all that is around them. This one stays as it
 * is: what was delivered doesn't get lost.
 */
export const extractDelivery: Refactoring = {
  name: 'extractDelivery',
  kind: 'refactor.extract.delivery',
  creates: true,
  proposals(context) {
    const { analysis, range, uri } = context;
    if (range.start === range.end || folderOf(uri) === undefined) return [];
    const edges = [
      ...analysis.segmentsIn(0, 0),
      ...analysis.segmentsIn(analysis.source.length, analysis.source.length),
    ];
    const head = edges.find(({ kind }) => kind === 'header')!;
    const tail = edges.find(({ kind }) => kind === 'trailer');
    const items = selectedRecords(context);
    if (items.length === 0 || !tail || ![head, ...items, tail].every(({ wellFormed }) => wellFormed)) return [];
    const records = items.flatMap((item) => item.records);
    const count = records.length;
    return [
      {
        title: { key: count === 1 ? 'refactor.extract.one' : 'refactor.extract.many', parameters: { count } },
        change() {
          const first = analysis.recordIndex(records[0]!) + 1;
          const selected = new Set(items.map(({ owner }) => owner));
          // Values of the header may stand beside the records.
          const text = [...analysis.segmentsIn(0, analysis.source.length)]
            .filter(({ kind, owner, holdsHeader }) => kind !== 'record' || holdsHeader || selected.has(owner))
            .map(({ owner }) => analysis.textOf(owner))
            .join('');
          return { create: { uri: besides(uri, first, first + count - 1), text } };
        },
      },
    ];
  },
};

/** The segments with records that the selection touches; what else stands between the records stays behind. */
function selectedRecords({ analysis, range }: RefactorContext): SegmentView[] {
  return [...analysis.segmentsIn(range.start, range.end)].filter(
    (segment) => segment.records.length > 0 && touchesSegment(analysis, segment, range),
  );
}

/** `levering.srg.xml` → `levering-records-3-7.srg.xml` */
function besides(uri: string, first: number, last: number): string {
  const [, name, extension] = /^(.*?)((?:\.srg)?\.[^./]*)?$/s.exec(uri)!;
  const records = first === last ? `record-${first}` : `records-${first}-${last}`;
  return `${name}-${records}${extension ?? ''}`;
}
