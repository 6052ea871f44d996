import { cleanValue } from '../../delivery/values/field-types.ts';
import { replaceValue } from '../fixes/edits.ts';
import type { Rule } from '../rule.ts';

/** [slides] The berichtgevercode is one of those the user expects; nobody else has a list of them. */
export const t003: Rule = {
  code: 'SRG-T003',
  name: { nl: 'berichtgevercode', en: 'berichtgevercode' },
  summary: {
    nl: 'de code is een van de verwachte',
    en: 'the code is one of those expected',
  },
  severity: 'error',
  consequence: 'afkeur',
  provenance: [{ id: 'slides' }],
  needs: ['berichtgevercode'],
  idle: ({ expectedBerichtgevers }) => (expectedBerichtgevers.length > 0 ? undefined : 'expected'),
  checkHeader(header, { pack, expectedBerichtgevers }, report) {
    const code = header.value('berichtgevercode');
    if (code === undefined || expectedBerichtgevers.length === 0) return;
    const canonical = expectedBerichtgevers.map((other) => cleanValue(pack, 'berichtgevercode', other));
    if (canonical.includes(code)) return;
    const expected = canonical.map((other) => withName(other, pack.gemeenten.get(other)?.naam));
    report({
      ...header.placeOf('berichtgevercode'),
      message: {
        key: 'SRG-T003.expected',
        parameters: { code: withName(code, pack.gemeenten.get(code)?.naam), expected: { list: expected } },
      },
    });
  },
  fixes(_finding, context) {
    const { header, pack, expectedBerichtgevers } = context;
    if (!header) return [];
    return expectedBerichtgevers.flatMap((code) => {
      const edits = replaceValue(context, header.partOf('berichtgevercode'), 'berichtgevercode', code);
      return edits
        ? [
            {
              title: {
                key: 'fix.replaceBy',
                parameters: { value: withName(code, pack.gemeenten.get(code)?.naam) },
              },
              edits,
              preferred: expectedBerichtgevers.length === 1,
            },
          ]
        : [];
    });
  },
};

function withName(code: string, naam: string | undefined): string {
  return naam === undefined ? code : `${code} (${naam})`;
}
