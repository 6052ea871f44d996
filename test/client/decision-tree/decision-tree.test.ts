import { expect, test } from 'vitest';
import { type Answer, isAnswer, PURPOSE, type Question } from '../../../client/src/decision-tree/decision-tree.ts';

/** The last words of the keys: enough to read a path by. */
const last = (key: string) => key.replace('client.tree.', '').replace('reason.', '');

function pathsFrom(step: Question | Answer, path: string[] = []): [path: string, answer: string][] {
  if (path.length > 10) throw new Error(`no end: ${path.join(' > ')}`);
  if (isAnswer(step)) return [[path.join(' > '), `${step.belongs ? 'SRG' : 'not SRG'}: ${last(step.reason)}`]];
  return step.choices.flatMap(({ label, next }) =>
    pathsFrom(next, [
      ...path,
      last(label) === 'yes' || last(label) === 'no' ? `${last(step.question)}: ${last(label)}` : last(label),
    ]),
  );
}

const START = 'purpose.reintegration > municipality: yes';
const BUDGETS = [
  ['budget.none', 'SRG: noCosts'],
  ['budget.reintegration', 'SRG: budget'],
  ['budget.other > account: yes', 'SRG: accountable'],
  ['budget.other > account: no', 'not SRG: otherBudget'],
] as const;

test('every path through the tree', () => {
  expect(Object.fromEntries(pathsFrom(PURPOSE))).toEqual({
    'purpose.care': 'not SRG: care',
    'purpose.reintegration > municipality: no': 'not SRG: notMunicipality',
    [`${START} > target.group > members: no`]: 'not SRG: collective',
    ...Object.fromEntries(BUDGETS.map(([path, answer]) => [`${START} > target.person > ${path}`, answer])),
    ...Object.fromEntries(
      BUDGETS.map(([path, answer]) => [`${START} > target.group > members: yes > ${path}`, answer]),
    ),
  });
});
