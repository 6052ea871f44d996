import { describe, expect, test } from 'vitest';
import { complete, completions } from '../../support/completions.ts';
import { delivery, NAMESPACE, record } from '../../support/delivery.ts';

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const TEXT = delivery(record());
const root = (attributes: string) => TEXT.replace(/<SRG [^>]*>/, `<SRG xmlns="${NAMESPACE}" ${attributes}>`);
const labels = (attributes: string) => completions(root(attributes)).items.map(({ label }) => label);

describe('attributes of the schema-instance namespace', () => {
  test('on the root: where its XSD lies', () => {
    expect(labels(`${XSI} ‹|›`)).toContain('xsi:schemaLocation');
    expect(labels(`${XSI} ‹|›`)).not.toContain('xsi:noNamespaceSchemaLocation');
    expect(labels(`${XSI} xsi:schemaLocation="a b" ‹|›`)).not.toContain('xsi:schemaLocation');
    expect(labels(`${XSI.replace('xsi=', 'i=')} ‹|›`)).toContain('i:schemaLocation');
  });

  test('with the declaration that is missing', () => {
    expect(complete(root('xsi‹|›'), 'xsi:schemaLocation')).toBe(
      root(`${XSI} xsi:schemaLocation="${NAMESPACE} \${1:srg.xsd}"$0`),
    );
    expect(complete(root(`${XSI} xsi:sch‹|›`), 'xsi:schemaLocation')).toBe(
      root(`${XSI} xsi:schemaLocation="${NAMESPACE} \${1:srg.xsd}"$0`),
    );
  });

  test('none that the schema refuses', () => {
    const text = root(XSI).replace('<Geslacht', '<Geslacht ‹|›');
    expect(completions(text).items).toEqual([]);
  });
});
