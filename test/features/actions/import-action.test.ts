import { expect, test } from 'vitest';
import { atOnce } from '../../../server/src/engine/text/time-sliced.ts';
import { type CodeActionOptions, codeActionsAt } from '../../../server/src/features/actions/code-actions.ts';
import { ACTION_OPTIONS } from '../../support/clients/code-action-options.ts';
import { analyse, delivery } from '../../support/delivery.ts';

const OPTIONS: CodeActionOptions = {
  ...ACTION_OPTIONS,
  resolvesEdits: false,
  takesEdits: false,
  only: ['quickfix'],
  canImport: true,
};

test('an unknown format may be that of an XSD that the user has', () => {
  const analysis = analyse('<SRG xmlns="urn:officieel"/>');
  const whole = { start: 0, end: analysis.source.length };
  const offered = atOnce(codeActionsAt(analysis, whole, OPTIONS)).filter(
    ({ command }) => command?.command === 'srg.importSchema',
  );
  expect(offered.map(({ title, diagnostics, command }) => [title, diagnostics?.[0]?.code, command?.arguments])).toEqual(
    [
      ['Officiële XSD gebruiken…', 'SRG-T005', []],
      ['Schemapakket opmaken uit deze levering (zonder XSD)', 'SRG-T005', [OPTIONS.uri]],
    ],
  );
  const without = atOnce(codeActionsAt(analysis, whole, { ...OPTIONS, canImport: false }));
  expect(without.some(({ command }) => command !== undefined)).toBe(false);
});

test('a known one is none', () => {
  const analysis = analyse(delivery([]));
  expect(atOnce(codeActionsAt(analysis, { start: 0, end: analysis.source.length }, OPTIONS))).toEqual([]);
});
