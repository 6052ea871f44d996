import { expect, test } from 'vitest';
import { applyEdits } from '../../../../server/src/engine/text/text-range.ts';
import { analyse, delivery, findingsOf, NAMESPACE, packs, record } from '../../../support/delivery.ts';
import { personPack } from '../../../support/person-pack.ts';
import { checkRule, type RuleCase } from '../check-rule.ts';

const KNOWN = `${NAMESPACE} (SRG naar de regeling (opbouw reconstructie))`;
const HELP =
  'Het bestand kan goed zijn: zonder het pakket ervan is dat niet te beoordelen. ' +
  'Voeg het pakket toe (instelling srg.packs of --pack), of maak er een van de XSD.';
const unknown = (namespace: string, root: string) =>
  `Dit lijkt een SRG-levering, maar de naamruimte ${namespace} met root ${root} is in geen bekend schemapakket. ${HELP} Bekend: ${KNOWN}.`;
const none = (root: string) =>
  `Dit lijkt een SRG-levering, maar ${root} heeft geen naamruimte van een bekend schemapakket. ${HELP} Bekend: ${KNOWN}.`;

const CASES: RuleCase[] = [
  { name: 'the known namespace', text: delivery(), found: [] },
  { name: 'the known namespace with a prefix', text: `<s:SRG xmlns:s="${NAMESPACE}"/>`, found: [] },
  { name: 'an unknown namespace', text: '<⟦SRG⟧ xmlns="urn:x"/>', found: [unknown('urn:x', 'SRG')] },
  { name: 'no namespace', text: '<⟦SRG⟧><A/></SRG>', found: [none('SRG')] },
  { name: 'an undeclared prefix', text: '<⟦s:SRG⟧/>', found: [none('SRG')] },
  {
    name: 'another root in the known namespace',
    text: `<⟦Levering⟧ xmlns="${NAMESPACE}"/>`,
    found: [unknown(NAMESPACE, 'Levering')],
  },
  {
    name: 'an SRG-like root',
    text: '<⟦SRGBestand⟧ xmlns="urn:cbs:srg:2026"/>',
    found: [unknown('urn:cbs:srg:2026', 'SRGBestand')],
  },
];

test.each(CASES)('$name', (given) => checkRule('SRG-T005', 'error', given));

test.each([
  ['a web page', '<html xmlns="http://www.w3.org/1999/xhtml"><body>&nbsp;<p></body></html>'],
  ['a feed that is not well-formed', '<rss><channel></rss>'],
  ['a schema', '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>'],
])('%s gets no findings', (_name, text) => {
  expect(findingsOf(analyse(text))).toEqual([]);
});

test('an SRG-like file gets this finding and no other', () => {
  const text = delivery(record({ bsn: '1' }))
    .replace(NAMESPACE, 'urn:x')
    .replace('>1<', '>x<');
  expect(findingsOf(analyse(text)).map(({ code }) => code)).toEqual(['SRG-T005']);
});

test.each([
  ['<Levering xmlns="urn:x"/>', ['<Levering xmlns=""/>']],
  ['<l:Levering xmlns:l="urn:x"/>', []],
  ['<l:Levering xmlns:l="urn:x" xmlns="urn:y"/>', []],
])('a prefix is never given the namespace of a pack that has none: %s', (text, fixed) => {
  const analysis = analyse(text, { packs: [...packs, personPack] });
  const [finding] = [...analysis.findings()].filter(({ code }) => code === 'SRG-T005');
  const fixes = finding ? analysis.fixesOf(finding) : [];
  expect(fixes.map(({ edits }) => applyEdits(text, edits))).toEqual(fixed);
});
