import { i101 } from './content/i101-datumvolgorde.ts';
import { i102 } from './content/i102-arbeidsvermogen.ts';
import { i103 } from './content/i103-duur-forfaitaire-lks.ts';
import { i104 } from './content/i104-continuiteit.ts';
import { i105 } from './content/i105-combinatie.ts';
import { i106 } from './content/i106-selectieperiode.ts';
import { i107 } from './content/i107-elfproef.ts';
import { i108 } from './content/i108-persoonsgegevens.ts';
import { i109 } from './content/i109-datums-aannemelijk.ts';
import { i110 } from './content/i110-loonkostensubsidiegegevens.ts';
import type { Rule } from './rule.ts';
import { s001 } from './suppression/s001-onderdrukking.ts';
import { t001 } from './technical/t001-welgevormd.ts';
import { t002 } from './technical/t002-schema.ts';
import { t003 } from './technical/t003-berichtgevercode.ts';
import { t004 } from './technical/t004-uniek-record.ts';
import { t005 } from './technical/t005-onbekend-formaat.ts';

// Made by `npm run rules` from the files of this folder: a rule is in the list when its file is there.

/** All rules, in the order of their codes: those of CBS, and what is said of suppressions. */
export const RULES: readonly Rule[] = [
  t001,
  t002,
  t003,
  t004,
  t005,
  i101,
  i102,
  i103,
  i104,
  i105,
  i106,
  i107,
  i108,
  i109,
  i110,
  s001,
];
