import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';
import { compileSchematron } from '../../../server/src/engine/schematron/compile.ts';
import type { CompiledSchematron } from '../../../server/src/engine/schematron/compiled.ts';
import { SchematronRun } from '../../../server/src/engine/schematron/evaluate.ts';
import { DocumentScanner } from '../../../server/src/engine/syntax/document-scanner.ts';
import { delivery, record } from '../../support/delivery.ts';
import { holds, LONG } from '../../support/property.ts';
import { sch } from '../../support/schematron.ts';
import { apply, layout } from './check-schematron.ts';

// Without white space between the records, which rules don't see.
const text = delivery([
  record({ type: '42', start: '20250203', end: '20250301' }),
  record({ type: '30', start: '20250301' }),
  record({ type: '10', rest: '<Loonkostensubsidie><Loonwaarde>040</Loonwaarde></Loonkostensubsidie>' }),
]).replace(/\n/g, '');

/** What the schema says of the document as a whole, all records in one tree; undefined where that is too much work. */
function wholeVerdict(schema: CompiledSchematron) {
  const { tree } = new DocumentScanner(text, undefined).scanHeader();
  const patterns = schema.patterns.map(({ rules }) => ({ rules: rules.map((rule) => ({ ...rule, outside: true })) }));
  const { findings, failures } = new SchematronRun({ ...schema, patterns }, tree).header();
  return failures.length > 0
    ? undefined
    : findings.map(({ code, message, range }) => ({
        code,
        message: formatMessage(message, { language: 'nl', maskBsn: false }),
        range,
      }));
}

const names = [
  'srg:SRG',
  'srg:Levering',
  'srg:Statistiekmaand',
  'srg:Voorzieningen',
  'srg:Voorziening',
  'srg:Persoon',
  'srg:Geslacht',
  'srg:TypeVoorziening',
  'srg:BegindatumVoorziening',
  'srg:EinddatumVoorziening',
  'srg:Loonkostensubsidie',
  'srg:Loonwaarde',
  '*',
  'node()',
  'srg:*',
  'text()',
];
const axes = [
  '',
  '',
  '',
  'child::',
  'descendant::',
  'descendant-or-self::',
  'parent::',
  'ancestor::',
  'ancestor-or-self::',
  'self::',
  'following-sibling::',
  'preceding-sibling::',
  'following::',
  'preceding::',
  'attribute::',
];

const path: fc.Memo<string> = fc.memo((depth) => {
  const predicate =
    depth > 1
      ? fc.oneof(
          fc.constant(''),
          condition(depth - 1).map((inner) => `[${inner}]`),
        )
      : fc.constant('');
  const step = fc
    .tuple(fc.constantFrom(...axes), fc.constantFrom(...names), predicate)
    .map(([axis, name, more]) => axis + name + more);
  return fc
    .tuple(
      fc.constantFrom('', '', '/', '//', '../', './/', 'current()/', '$v/'),
      fc.array(step, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('/', '/', '//'),
    )
    .map(([start, steps, between]) => start + steps.join(between));
});
const condition: fc.Memo<string> = fc.memo((depth) =>
  fc.oneof(
    path(depth),
    fc.tuple(path(depth), path(depth)).map(([a, b]) => `${a} = ${b}`),
    path(depth).map((a) => `count(${a}) > 1`),
    path(depth).map((a) => `not(${a})`),
    path(depth).map((a) => `starts-with(${a}, '2025-03')`),
    fc.constantFrom('1', 'last()', 'position() = 2', '. = 41', "local-name() = 'BegindatumVoorziening'"),
  ),
);

/** Mostly ones that are accepted, so that the test is what decides. */
const context = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'srg:Voorziening',
      'srg:BegindatumVoorziening',
      'srg:Persoon/*',
      'srg:Voorziening/*[2]',
      'srg:Levering',
      'srg:Statistiekmaand',
      'srg:Voorzieningen',
      '/',
      '*',
    ),
  },
  { weight: 1, arbitrary: path(2) },
);
const variable = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('//srg:Statistiekmaand', '/srg:SRG', '//srg:Voorzieningen', '/*/*', '/'),
  },
  { weight: 1, arbitrary: path(1) },
);

const inAttribute = (expression: string) => expression.replace(/</g, '&lt;');

test('an expression that is accepted says of one record what it says in the whole document', () => {
  let accepted = 0;
  holds(
    fc.property(context, condition(3), variable, path(1), (context, expression, variable, value) => {
      const schema = sch(
        `<pattern><rule context="${inAttribute(context)}"><let name="r" value="${inAttribute(value)}"/>` +
          `<report id="A" test="${inAttribute(expression)}"><value-of select="count($r)"/></report></rule>` +
          '<rule context="srg:*"><report id="B" test="true()">x</report></rule></pattern>',
        `<let name="v" value="${inAttribute(variable)}"/>`,
      );
      const compiled = compileSchematron(schema, layout);
      if (!compiled.schema || compiled.problems.some(({ severity }) => severity === 'error')) return;
      const whole = wholeVerdict(compiled.schema);
      if (!whole) return;
      accepted++;
      const { found, failures } = apply(compiled.schema, text);
      expect(failures).toEqual([]);
      const plain = found.map(({ code, message, range: { start, end } }) => ({ code, message, range: { start, end } }));
      const sort = (list: typeof plain) => list.map((item) => JSON.stringify(item)).sort();
      expect(sort(plain)).toEqual(sort(whole));
    }),
    8000,
  );
  if (LONG) expect(accepted).toBeGreaterThan(400);
});
