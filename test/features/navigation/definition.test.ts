import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { LocationLink } from 'vscode-languageserver-protocol';
import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { loadPack } from '../../../server/src/engine/packs/load-pack.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { definitionAt } from '../../../server/src/features/navigation/definition.ts';
import { analyse, BSN, delivery, record } from '../../support/delivery.ts';
import { cursor } from '../../support/markers.ts';
import { analysePersons, PERSON_PACK_FILES, personDelivery } from '../../support/person-pack.ts';

const URI = 'file:///levering.srg.xml';
const [A, B] = BSN;

const withFiles = await loadPack('p', async (name) => PERSON_PACK_FILES[name]!, {
  uriOf: (file) => `memory:///${file}`,
});

/** The file and the text of each target. */
function targets(marked: string, open = analyse): string[] {
  const { text, offset } = cursor(marked);
  return definitionAt(open(text), offset, { uri: URI }).map((link) => shown(link, text));
}

function shown({ targetUri, targetSelectionRange }: LocationLink, text: string): string {
  const content = targetUri === URI ? text : readFileSync(new URL(targetUri), 'utf8');
  const { line } = targetSelectionRange.start;
  const { character } = targetSelectionRange.start;
  const selected = content.split('\n')[line]!.slice(character, targetSelectionRange.end.character);
  const name = targetUri === URI ? `${line}` : targetUri.slice(targetUri.lastIndexOf('/') + 1);
  return `${name}: ${selected}`;
}

describe('the definition', () => {
  test.each<[name: string, marked: string, expected: string[]]>([
    ['of an element', record().replace('<Begin', '<Beg‹|›in'), ['srg.xsd: BegindatumVoorziening']],
    ['of an element, from its end tag', record().replace('</Begin', '</Beg‹|›in'), ['srg.xsd: BegindatumVoorziening']],
    ['of the record', record().replace('<V', '<‹|›V'), ['srg.xsd: Voorziening']],
    ['of a code', record({ type: '1‹|›1' }), ['codes.json: "11"']],
    ['of a code in a list of its own', record({ arbeidsvermogen: '‹|›40' }), ['codes.json: "40"']],
    ['of an unknown code', record({ type: '9‹|›9' }), []],
    ['of a date', record({ start: '2025‹|›0101' }), []],
    ['of an element that the XSD does not know', '<On‹|›bekend/>', []],
    ['of a place with nothing in it', ' ‹|› ', []],
  ])('%s', (_name, marked, expected) => {
    expect(targets(delivery([marked]))).toEqual(expected);
  });

  test.each<[name: string, marked: string, expected: string[]]>([
    ['of the root', delivery([]).replace('<SRG', '<S‹|›RG'), ['srg.xsd: SRG']],
    ['of the container', delivery([]).replace('</Voorz', '</V‹|›oorz'), ['srg.xsd: Voorzieningen']],
    ['of the berichtgever', delivery([], { berichtgever: '03‹|›44' }), ['gemeenten.json: "0344"']],
    ['of an unknown berichtgever', delivery([], { berichtgever: '99‹|›99' }), []],
  ])('%s', (_name, marked, expected) => {
    expect(targets(marked)).toEqual(expected);
  });

  test('of a code: the line of that list, not of another that has the same code', () => {
    const { text, offset } = cursor(delivery([record({ arbeidsvermogen: '1‹|›0' })]));
    const [link] = definitionAt(analyse(text), offset, { uri: URI });
    const lines = readFileSync(new URL(link!.targetUri), 'utf8').split('\n');
    const whole = lines.slice(link!.targetRange.start.line, link!.targetRange.end.line + 1).join('\n');
    expect(JSON.parse(whole.trim().replace(/,$/, ''))).toMatchObject({ code: '10', label: 'Onder WML' });
    expect(link!.originSelectionRange).toMatchObject({ end: { character: expect.any(Number) } });
  });

  test('of a BSN: the person’s other records', () => {
    const others = [record({ bsn: A }), record({ bsn: B })];
    expect(
      targets(delivery([record({ bsn: A }), ...others, record({ bsn: `${A.slice(0, 3)}‹|›${A.slice(3)}` })])),
    ).toEqual(['3: Voorziening', '4: Voorziening']);
    expect(targets(delivery([record({ bsn: `${B}‹|›` }), record({ bsn: A })]))).toEqual([]);
  });

  test('of a registratienummer: others that bear it', () => {
    expect(targets(delivery([record({ nummer: 'N‹|›' }), record({ nummer: 'N' })]))).toEqual(['4: Voorziening']);
  });
});

describe('in a pack of another shape', () => {
  const text = personDelivery([`<Persoon bsn="${A}"><V nr="1" so‹|›ort="A"><Van>20250101</Van></V></Persoon>`]);
  const open = (content: string) => {
    const analysis = new DeliveryAnalysis(new SourceText(content), {
      packs: [withFiles],
      rules: {},
      berichtgevers: [],
    });
    analysis.run();
    return analysis;
  };
  const at = (marked: string) => {
    const { text: content, offset } = cursor(marked);
    const [link] = definitionAt(open(content), offset, { uri: URI });
    if (!link) return undefined;
    const file = PERSON_PACK_FILES[link.targetUri.slice('memory:///'.length)]!;
    const source = new SourceText(file);
    const { start, end } = link.targetSelectionRange;
    return file.slice(source.offsetAt(start) - 6, source.offsetAt(end));
  };

  test('of an attribute: its declaration', () => {
    expect(at(text)).toBe('name="soort');
  });

  test('of an attribute of the root', () => {
    expect(at(text.replace('‹|›', '').replace('ma', 'm‹|›a'))).toBe('name="maand');
  });

  test('of a code in an attribute', () => {
    expect(at(text.replace('‹|›', '').replace('="A"', '="‹|›A"'))).toMatch(/"A"$/);
  });

  test('none where its files lie nowhere', () => {
    expect(targets(text, analysePersons)).toEqual([]);
  });
});
