import type { RecordConcept } from '../../../engine/packs/pack.ts';
import { copyWith, freshNumber, insertBehind } from '../../../engine/rules/fixes/copy-record.ts';
import { isXmlBlank } from '../../../engine/text/xml-whitespace.ts';
import { inDocument, type Refactoring } from './refactoring.ts';

/** The record once more behind itself, under a registratienummer that is still free where it has one. */
export const duplicateRecord: Refactoring = {
  name: 'duplicateRecord',
  kind: 'refactor.rewrite.duplicateRecord',
  proposals({ analysis, record, tree }) {
    if (!record) return [];
    // Which number is next after one that the schema refuses, nobody can tell.
    const isRefused = record.state('registratienummer') === 'invalid';
    if (isRefused && !isXmlBlank(tree.value(record.nodeOf('registratienummer')))) return [];
    const isNumbered = !isXmlBlank(record.value('registratienummer') ?? '');
    return [
      {
        title: { key: isNumbered ? 'refactor.duplicateRecord' : 'refactor.duplicateUnnumbered' },
        change() {
          const number = freshNumber(analysis, record);
          const changes = new Map<RecordConcept, string>(number === undefined ? [] : [['registratienummer', number]]);
          return { edits: inDocument(analysis, [insertBehind(analysis, record, copyWith(analysis, record, changes))]) };
        },
      },
    ];
  },
};
