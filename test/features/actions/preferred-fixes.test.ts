import { expect, test } from 'vitest';
import { atOnce } from '../../../server/src/engine/text/time-sliced.ts';
import { type CodeActionOptions, quickFixesAt } from '../../../server/src/features/actions/code-actions.ts';
import { type AnalyseOptions, analyse, delivery, packs, record } from '../../support/delivery.ts';

const OPTIONS: CodeActionOptions = {
  language: 'nl',
  maskBsn: false,
  uri: 'file:///x.srg.xml',
  version: 1,
  versionedEdits: true,
  resolvesEdits: false,
  createsDocuments: false,
  takesEdits: false,
  only: ['quickfix'],
  maxProblems: 500,
  canGoTo: true,
  pageOf: () => undefined,
};

/** Of each fix that is offered whether an editor may take it by itself. */
function preferred(text: string, options?: AnalyseOptions): boolean[] {
  const actions = atOnce(quickFixesAt(analyse(text, options), { start: 0, end: text.length }, OPTIONS));
  return actions.map(({ isPreferred }) => isPreferred === true);
}

const without = (element: string, text = delivery(record())) =>
  text.replace(new RegExp(`<${element}>[^<]*</${element}>`), '');
const [pack] = packs;
const elsewhere = delivery().replace(/xmlns="[^"]*"/, 'xmlns="urn:anders"');

test.each<[why: string, text: string, expected: boolean[], options?: AnalyseOptions]>([
  ['a code written in another way is meant', delivery(record({ geslacht: '01' })), [true]],
  ['of several codes nobody knows which is meant', delivery(record({ geslacht: '7' })), [false]],
  ['of several values nobody knows which is missing', without('Geslacht'), [false, false, false]],
  [
    'what stands in another record of the person is missing',
    without('Geslacht', delivery([record(), record({ type: '42' })])),
    [true],
  ],
  ['a day is a place to start from', without('BegindatumVoorziening'), [false]],
  ['one berichtgever is expected', delivery(), [true], { berichtgevers: ['0344'] }],
  ['one of several berichtgevers is expected', delivery(), [false, false], { berichtgevers: ['0344', '0518'] }],
  ['a file of another format is not one of ours', elsewhere, [false], { packs: [pack!] }],
  [
    'several packs have such a root',
    elsewhere,
    [false, false],
    { packs: [pack!, { ...pack!, manifest: { ...pack!.manifest, namespace: 'urn:tweede' } }] },
  ],
  ['text that is no markup is escaped', delivery(record({ nummer: 'A & B' })), [true]],
])('a fix is preferred where it is the only one: %s', (_why, text, expected, options) => {
  expect(preferred(text, options)).toEqual(expected);
});
