import { trimXml } from '../../text/xml-whitespace.ts';
import { replaceValue } from '../edits.ts';
import type { Rule } from '../rule.ts';

/** [slides] The berichtgevercode is one of those the user expects; without any, one of the municipalities'. */
export const t003: Rule = {
  code: 'SRG-T003',
  name: { nl: 'berichtgevercode', en: 'berichtgevercode' },
  summary: {
    nl: 'de code is bekend, of een van de verwachte',
    en: 'the code is known, or one of those expected',
  },
  severity: 'error',
  consequence: 'afkeur',
  provenance: [{ id: 'slides' }],
  needs: ['berichtgevercode'],
  checkHeader(header, { pack, expectedBerichtgevers }, report) {
    const code = trimXml(header.value('berichtgevercode'));
    if (code === undefined) return;
    const range = header.rangeOf('berichtgevercode');
    const naam = pack.gemeenten.get(code)?.naam;
    if (expectedBerichtgevers.length > 0) {
      if (expectedBerichtgevers.includes(code)) return;
      const expected = expectedBerichtgevers.map((other) => withName(other, pack.gemeenten.get(other)?.naam));
      report({
        range,
        message: {
          key: 'SRG-T003.expected',
          parameters: { code: withName(code, naam), expected: { list: expected } },
        },
      });
    } else if (pack.gemeenten.size > 0 && naam === undefined) {
      report({ range, message: { key: 'SRG-T003', parameters: { code } } });
    }
  },
  fixes(_finding, context) {
    const { header, pack, expectedBerichtgevers } = context;
    if (!header) return [];
    return expectedBerichtgevers.flatMap((code) => {
      const edits = replaceValue(context, header, 'berichtgevercode', code);
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
