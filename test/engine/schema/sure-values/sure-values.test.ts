import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import '../../../../server/src/engine/schema/libxml2.ts';
import { singleFile } from '../../../../server/src/engine/schema/files/schema-files.ts';
import { readSchema } from '../../../../server/src/engine/schema/model/read-schema.ts';
import { behind, NEVER, PRINTABLE } from '../../../../server/src/engine/schema/sure-values/expression.ts';
import { readPattern } from '../../../../server/src/engine/schema/sure-values/pattern.ts';
import { SureValues } from '../../../../server/src/engine/schema/sure-values/sure-values.ts';
import { InvalidSchema, SchemaValidator } from '../../../../server/src/engine/schema/validator.ts';
import { xsd } from '../../../support/packs/schema-pack.ts';
import { holds } from '../../../support/property.ts';

/** A schema whose elements `e`, any number in `l`, are of a simple type. */
const schemaOf = (type: string, more = '') =>
  xsd(`<xs:element name="l"><xs:complexType><xs:sequence>
    <xs:element name="e" minOccurs="0" maxOccurs="unbounded">${type}</xs:element>
  </xs:sequence></xs:complexType></xs:element>${more}`);
const restricted = (base: string, facets: string) =>
  `<xs:simpleType><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType>`;
const facet = (name: string, value: string | number) =>
  `<xs:${name} value="${String(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"/>`;
const sureIn = (schema: string) => SureValues.of(readSchema(singleFile(schema)).element(['l', 'e'])!.type);
const isSure = (sure: SureValues | undefined, value: string) => sure?.has(`>${value}<`, 1, value.length + 1) === true;

/** The values that libxml2 takes; undefined where it takes no such schema, or fails. */
function acceptedBy(schema: string, values: readonly string[]): ReadonlySet<string> | undefined {
  let validator: SchemaValidator;
  try {
    validator = SchemaValidator.compile({ main: 's.xsd', documents: [{ location: 's.xsd', text: schema }] });
  } catch (error) {
    if (error instanceof InvalidSchema) return undefined;
    throw error;
  }
  try {
    const result = validator.validate(['<l>', ...values.map((value) => `<e>${value}</e>`), '</l>']);
    if (result.kind !== 'validated') throw new Error(result.kind);
    const refused = new Set(result.errors.map(({ path }) => values[path[1]!.index - 1]));
    return new Set(values.filter((value) => !refused.has(value)));
  } catch {
    return undefined;
  } finally {
    validator.dispose();
  }
}

/** As they stand in records whose shape is known. */
const isPlain = (value: string) => /^(?! )[^\t\r\n&<>\]]+(?<! )$/.test(value);

const counts = fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{1,3}', '{0,2}', '{2,}', '{0,0}', '{3,1}', '{12}');
const atoms = fc.constantFrom(
  ...['[0-9]', '\\d', 'a', 'b', '1', '-', ' ', '.', '[a-c]', '[^a]', '[^0-9 ]', '[A-Za-z0-9_.]', '\\.', '\\-', '\\w'],
  ...['[ab-]', '[\\d.]', '[a-z-[b]]', '[+\\-]', '\\s', '\\p{L}', '[^À-ÿ]', '^', '$', 'é', '(a|b)', '[0-9]{1,3}', ','],
);
const patterns = fc.letrec<{ choice: string; branch: string; piece: string }>((tie) => ({
  choice: fc.array(tie('branch'), { minLength: 1, maxLength: 3 }).map((branches) => branches.join('|')),
  branch: fc.array(tie('piece'), { maxLength: 4 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(atoms, counts).map(([atom, count]) => atom + count),
    fc.tuple(tie('choice'), counts).map(([inner, count]) => `(${inner})${count}`),
  ),
})).choice;

const BASES = ['string', 'normalizedString', 'token', 'decimal', 'integer', 'nonNegativeInteger', 'positiveInteger'];
const NUMBERS = ['long', 'int', 'short', 'byte', 'unsignedLong', 'unsignedInt', 'unsignedShort', 'unsignedByte'];
const OTHERS = ['date', 'gYear', 'gYearMonth', 'boolean', 'dateTime', 'float', 'language', 'NMTOKEN', 'anyURI', 'gDay'];
const written = fc.oneof(
  fc.constantFrom('0', '1', '00', '007', '10', '31', '99', '127', '128', '255', '256', '32768', '65536', '2147483648'),
  fc.constantFrom('4294967296', '999999999999999', '-1', '+1', '1.5', '1.0', '1e2', 'true', 'TRUE', 'a', 'ab', 'a b'),
  fc.constantFrom('a  b', 'é', '2025', '0000', '2025-02-28', '2024-02-29', '2025-02-29', '2025-04-31', '2025-12-31'),
  fc.constantFrom('2025-01-01Z', '0001-01-01', '12025-01-01', '2025-03', '2025-13', '20250301', '900000004', 'VZ-1'),
  fc.stringMatching(/^[ab01 .-]{0,8}$/),
  fc.date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map(toDay),
  fc.nat({ max: 300 }).map(String),
);

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

const bounds = ['minInclusive', 'minExclusive', 'maxInclusive', 'maxExclusive'];
const lengths = ['length', 'minLength', 'maxLength', 'totalDigits', 'fractionDigits'];
const facets = fc.oneof(
  patterns.map((pattern) => facet('pattern', pattern)),
  fc.array(written, { minLength: 1, maxLength: 4 }).map((all) => all.map((one) => facet('enumeration', one)).join('')),
  fc.tuple(fc.constantFrom(...bounds), written).map(([name, value]) => facet(name, value)),
  fc.tuple(fc.constantFrom(...lengths), fc.nat({ max: 12 })).map(([name, value]) => facet(name, value)),
  fc.constantFrom('preserve', 'replace', 'collapse').map((value) => facet('whiteSpace', value)),
);

/** Types made of each other: a built-in one, restricted several times, united, or a list. */
const types = fc.letrec<{ type: string }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc
      .tuple(fc.constantFrom(...BASES, ...NUMBERS, ...OTHERS), fc.array(facets, { maxLength: 3 }))
      .map(([base, own]) => restricted(`xs:${base}`, own.join(''))),
    fc
      .tuple(tie('type'), fc.array(facets, { minLength: 1, maxLength: 2 }))
      .map(([base, own]) => `<xs:simpleType><xs:restriction>${base}${own.join('')}</xs:restriction></xs:simpleType>`),
    fc
      .array(tie('type'), { minLength: 1, maxLength: 3 })
      .map((members) => `<xs:simpleType><xs:union>${members.join('')}</xs:union></xs:simpleType>`),
    tie('type').map((item) => `<xs:simpleType><xs:list>${item}</xs:list></xs:simpleType>`),
  ),
})).type;

/** Texts that a pattern matches, one for each row of choices. */
function textsOf(pattern: string, choices: readonly (readonly number[])[]): string[] {
  return choices.flatMap((row) => {
    let left = readPattern(pattern) ?? NEVER;
    let text = '';
    for (const choice of row) {
      const ways = [...PRINTABLE].filter((c) => behind(left, c) !== NEVER);
      if (ways.length === 0 || (left.isOptional && choice % 5 === 0)) break;
      const c = ways[choice % ways.length]!;
      text += c;
      left = behind(left, c);
    }
    return left.isOptional ? [text] : [];
  });
}

const choices = fc.array(fc.array(fc.nat({ max: 1_000 }), { maxLength: 14 }), { minLength: 1, maxLength: 12 });

describe('what is sure, libxml2 accepts', () => {
  test('of types of any kind', () => {
    holds(
      fc.property(types, fc.array(written, { minLength: 1, maxLength: 30 }), choices, (type, some, rows) => {
        const schema = schemaOf(type);
        const sure = sureIn(schema);
        if (!sure) return;
        const inPatterns = [...schema.matchAll(/<xs:pattern value="([^"]*)"/g)].flatMap(([, pattern]) =>
          textsOf(pattern!, rows),
        );
        const values = [...new Set([...some, ...inPatterns])].filter(isPlain);
        const accepted = acceptedBy(schema, values);
        fc.pre(accepted !== undefined);
        expect(values.filter((value) => isSure(sure, value) && !accepted!.has(value))).toEqual([]);
      }),
      40_000,
    );
  });

  test('of patterns', () => {
    holds(
      fc.property(patterns, choices, fc.array(written), (pattern, rows, some) => {
        if (!readPattern(pattern)) return;
        const schema = schemaOf(restricted('xs:string', facet('pattern', pattern)));
        const values = [...new Set([...textsOf(pattern, rows), ...some])].filter(isPlain);
        const accepted = acceptedBy(schema, values);
        fc.pre(accepted !== undefined);
        const sure = sureIn(schema);
        expect(values.filter((value) => isSure(sure, value) && !accepted!.has(value))).toEqual([]);
      }),
      40_000,
    );
  });
});
