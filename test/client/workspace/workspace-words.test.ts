import { expect, test } from 'vitest';
import { workspaceWords } from '../../../client/src/workspace/workspace-words.ts';
import type { CheckedWorkspace } from '../../../server/src/protocol/workspace.ts';

const nothing: CheckedWorkspace = {
  afkeur: 0,
  contact: 0,
  goedgekeurd: 0,
  'niet-te-beoordelen': 0,
  sjabloon: 0,
  unchecked: 0,
  notChecked: [],
  seen: 0,
  files: 0,
  cancelled: false,
  capped: false,
  unreadable: 0,
};

test.each<[changes: Partial<CheckedWorkspace>, nl: string, en: string]>([
  [{}, 'Geen SRG-leveringen gevonden in de werkmap.', 'No SRG deliveries found in the workspace.'],
  [
    { afkeur: 3, contact: 2, goedgekeurd: 7 },
    '12 leveringen gecontroleerd: 3 zou CBS afkeuren, over 2 zou CBS contact opnemen, 7 in orde.',
    '12 deliveries checked: CBS would reject 3, CBS would contact you about 2, 7 in order.',
  ],
  [{ goedgekeurd: 1 }, '1 levering gecontroleerd: 1 in orde.', '1 delivery checked: 1 in order.'],
  [
    { goedgekeurd: 1_200, sjabloon: 1, unchecked: 2 },
    '1.200 leveringen gecontroleerd: 1.200 in orde; 1 sjabloon; 2 bestanden niet gecontroleerd.',
    '1,200 deliveries checked: 1,200 in order; 1 template; 2 files not checked.',
  ],
  [
    {
      goedgekeurd: 3,
      notChecked: [
        { code: 'SRG-I104', reason: 'previous', deliveries: 1 },
        { code: 'SRG-I106', reason: 'setting', deliveries: 3 },
      ],
    },
    '3 leveringen gecontroleerd: 3 in orde. Niet nagegaan: SRG-I104 (geen bestand van vorige maand) bij 1 van 3, SRG-I106 (uitgezet).',
    '3 deliveries checked: 3 in order. Not checked: SRG-I104 (no file of last month) for 1 of 3, SRG-I106 (switched off).',
  ],
  [{ sjabloon: 2 }, '2 sjablonen.', '2 templates.'],
  [
    { cancelled: true, seen: 4, files: 30, afkeur: 4 },
    'Afgebroken na 4 van 30 bestanden. 4 leveringen gecontroleerd: 4 zou CBS afkeuren.',
    'Stopped after 4 of 30 files. 4 deliveries checked: CBS would reject 4.',
  ],
  [{ cancelled: true, files: 30 }, 'Afgebroken na 0 van 30 bestanden.', 'Stopped after 0 of 30 files.'],
  [
    { goedgekeurd: 1, capped: true },
    '1 levering gecontroleerd: 1 in orde. Van een map met zeer veel XML-bestanden zijn alleen de eerste 20.000 bekeken.',
    '1 delivery checked: 1 in order. Of a folder with very many XML files only the first 20,000 were looked at.',
  ],
  [
    { goedgekeurd: 1, unreadable: 1 },
    '1 levering gecontroleerd: 1 in orde. Eén map kan niet worden gelezen: wat daarin staat, is niet bekeken.',
    '1 delivery checked: 1 in order. One folder can’t be read: what is in it was not looked at.',
  ],
  [
    { unreadable: 2 },
    'Geen SRG-leveringen gevonden in de werkmap. 2 mappen kunnen niet worden gelezen: wat daarin staat, is niet bekeken.',
    'No SRG deliveries found in the workspace. 2 folders can’t be read: what is in them was not looked at.',
  ],
])('%j', (changes, nl, en) => {
  const checked = { ...nothing, ...changes };
  expect([workspaceWords(checked, 'nl'), workspaceWords(checked, 'en')]).toEqual([nl, en]);
});
