import { expect, test } from 'vitest';
import { groupOfKey, type RecordKey } from '../../../server/src/engine/rules/keys.ts';

// By BSN or number a group stays small; by type it would hold half of the file.
test.each<[key: RecordKey, group: string]>([
  [['bsn', 'typeVoorziening', 'begindatum'], 'bsn'],
  [['typeVoorziening', 'begindatum', 'bsn'], 'bsn'],
  [['registratienummer', 'bsn'], 'bsn'],
  [['registratienummer'], 'registratienummer'],
  [['typeVoorziening', 'registratienummer'], 'registratienummer'],
  [['begindatum', 'typeVoorziening'], 'begindatum'],
])('records that are told apart by %j are looked for by %s', (key, group) => {
  expect(groupOfKey(key)).toBe(group);
});
