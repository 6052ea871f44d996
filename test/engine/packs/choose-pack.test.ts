import { describe, expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { choosePack } from '../../../server/src/engine/packs/choose-pack.ts';
import { alikeProblems } from '../../../server/src/engine/packs/conditions.ts';
import { loadPack, type Pack } from '../../../server/src/engine/packs/load-pack.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { readSmall, SMALL_MANIFEST, smallFiles } from '../../support/packs/small-pack.ts';

function packWith(id: string, more: object): Promise<Pack> {
  return loadPack(id, readSmall({ ...smallFiles(), 'pack.json': JSON.stringify({ ...SMALL_MANIFEST, id, ...more }) }));
}

const delivery = (maand: string, code = '0363') =>
  `<L xmlns="urn:klein"><Kop><Code>${code}</Code><Maand>${maand}</Maand><Vestiging>a</Vestiging></Kop><Ps/></L>`;

function chosen(text: string, packs: readonly Pack[]): string {
  const choice = choosePack(new SourceText(text), packs);
  return choice.kind === 'known' ? choice.pack.manifest.id : choice.kind;
}

const plain = await packWith('gewoon', {});
const until2024 = await packWith('oud', { valid: { to: '2024-12' } });
const year2025 = await packWith('2025', { valid: { from: '2025-01', to: '2025-12' } });
const amsterdam = await packWith('amsterdam', { when: [{ path: '/L/Kop/Code', values: ['0363'] }] });

describe('of packs with one root and namespace', () => {
  test.each<[name: string, packs: readonly Pack[], text: string, expected: string]>([
    ['the first goes before the others', [plain, amsterdam], delivery('2025-03'), 'gewoon'],
    ['the order is that of the user', [amsterdam, plain], delivery('2025-03'), 'amsterdam'],
    ['one that doesn’t hold for the month is passed over', [until2024, year2025, plain], delivery('2025-03'), '2025'],
    ['the first month counts', [year2025, plain], delivery('2025-01'), '2025'],
    ['and the last', [until2024, plain], delivery('2024-12'), 'oud'],
    ['the month behind it doesn’t', [until2024, year2025, plain], delivery('2026-01'), 'gewoon'],
    ['a value of the header tells them apart', [amsterdam, plain], delivery('2025-03', '0599'), 'gewoon'],
    ['none holds', [until2024, year2025], delivery('2026-01'), 'unknown'],
    ['a month that is not to be seen excludes none', [until2024], '<L xmlns="urn:klein"><Kop>', 'oud'],
    [
      'another prefix is no other place',
      [amsterdam],
      delivery('2025-03')
        .replaceAll(/(<\/?)(?=\w)/g, '$1k:')
        .replace('xmlns=', 'xmlns:k='),
      'amsterdam',
    ],
  ])('%s', (_name, packs, text, expected) => {
    expect(chosen(text, packs)).toBe(expected);
  });

  test('what no pack holds for is not to be judged, and says so', () => {
    const settings = { packs: [year2025], rules: {}, berichtgevers: [] };
    const analysis = new DeliveryAnalysis(new SourceText(delivery('2026-01')), settings);
    analysis.run();
    expect([...analysis.findings()].map(({ code, message }) => [code, message.key])).toEqual([
      ['SRG-T005', 'SRG-T005.otherDelivery'],
    ]);
    expect([...analysis.findings()].flatMap((finding) => analysis.fixesOf(finding))).toEqual([]);
  });

  test('another month in the header brings another pack', () => {
    const settings = { packs: [until2024, year2025], rules: {}, berichtgevers: [] };
    const text = delivery('2025-01');
    const analysis = new DeliveryAnalysis(new SourceText(text), settings);
    analysis.run();
    expect(analysis.pack?.manifest.id).toBe('2025');
    const at = text.indexOf('2025-01');
    const changed = `${text.slice(0, at)}2024-01${text.slice(at + 7)}`;
    expect(chosen(changed, settings.packs)).toBe('oud');
  });

  test('two that nothing tells apart are told of', async () => {
    const alike = alikeProblems([plain, year2025, await packWith('kopie', {})]);
    expect([...alike].map(([{ manifest }, { kind, parameters }]) => [manifest.id, kind, parameters])).toEqual([
      ['kopie', 'alike', { other: 'gewoon' }],
    ]);
  });
});

test('an XSD with several roots has a pack for each', async () => {
  const files = smallFiles();
  files['klein.xsd'] = files['klein.xsd']!.replace('<xs:simpleType name="Soort">', '<xs:element name="Leeg"/>$&');
  const pack = await loadPack('klein', readSmall(files));
  expect(chosen(delivery('2025-03'), [pack])).toBe('klein');
  expect(chosen('<Leeg xmlns="urn:klein"/>', [pack])).toBe('unknown');
});
