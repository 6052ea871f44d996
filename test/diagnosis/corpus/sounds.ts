import { readFileSync } from 'node:fs';
import { attributePack } from '../../support/attribute-pack.ts';
import { packs } from '../../support/delivery.ts';
import { personPack } from '../../support/person-pack.ts';
import type { Sound } from './fault.ts';
import { elementsOf } from './markup.ts';

export const SOUND_TEXT = readFileSync(new URL('../sound.srg.xml', import.meta.url), 'utf8');
const [regeling] = packs;

const PERSONS = `<?xml version="1.0" encoding="UTF-8"?>
<Levering code="0363" maand="2025-03">
  <Personen>
    <Persoon bsn="950204869" vermogen="1">
      <V nr="A-1" soort="A">
        <Van>2025-03-01</Van>
        <Tot>2025-03-20</Tot>
      </V>
      <V nr="A-2" soort="B">
        <Van>2025-03-21</Van>
      </V>
    </Persoon>
    <Persoon bsn="912041456" vermogen="1">
      <V nr="B-1" soort="A">
        <Van>2025-03-02</Van>
      </V>
    </Persoon>
  </Personen>
</Levering>
`;

const ATTRIBUTES = `<?xml version="1.0" encoding="UTF-8"?>
<l:Levering xmlns:l="urn:test:attributen">
  <l:Kop maand="2025-03"/>
  <l:Personen>
    <l:Persoon bsn="950204869">
      <l:Dienst soort="A" begin="2025-03-01">
        <l:Einde>2025-03-20</l:Einde>
      </l:Dienst>
      <l:Dienst soort="B" begin="2025-03-02">
        <l:Loopt>true</l:Loopt>
      </l:Dienst>
    </l:Persoon>
    <l:Persoon bsn="912041456">
      <l:Dienst soort="B" begin="2025-03-03">
        <l:Loopt>false</l:Loopt>
      </l:Dienst>
    </l:Persoon>
  </l:Personen>
</l:Levering>
`;

const sound = (name: string, pack: Sound['pack'], text: string, record: string, root: string): Sound => ({
  name,
  pack,
  text,
  elements: elementsOf(text),
  record,
  root,
});

/** Sound deliveries in unlike packs and layouts. */
export const SOUNDS: readonly Sound[] = [
  sound('regeling', regeling!, SOUND_TEXT, 'Voorziening', 'SRG'),
  sound('regeling with CRLF', regeling!, SOUND_TEXT.replace(/\n/g, '\r\n'), 'Voorziening', 'SRG'),
  sound('regeling on one line', regeling!, SOUND_TEXT.replace(/\n */g, ''), 'Voorziening', 'SRG'),
  sound(
    'regeling with a prefix',
    regeling!,
    SOUND_TEXT.replace(/<(\/?)(?=[A-Z])/g, '<$1s:').replace('xmlns=', 'xmlns:s='),
    's:Voorziening',
    's:SRG',
  ),
  sound('records under persons', personPack, PERSONS, 'V', 'Levering'),
  sound('values in attributes', attributePack, ATTRIBUTES, 'l:Dienst', 'l:Levering'),
];
