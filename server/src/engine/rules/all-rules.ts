import { i101 } from './content/dates/i101-datumvolgorde.ts';
import { i106 } from './content/dates/i106-selectieperiode.ts';
import { i109 } from './content/dates/i109-datums-aannemelijk.ts';
import { i104 } from './content/delivery/i104-continuiteit.ts';
import { i114 } from './content/delivery/i114-gemeentecode.ts';
import { i119 } from './content/delivery/i119-mogelijk-dubbel.ts';
import { i102 } from './content/person/i102-arbeidsvermogen.ts';
import { i107 } from './content/person/i107-elfproef.ts';
import { i108 } from './content/person/i108-persoonsgegevens.ts';
import { i103 } from './content/subsidy/i103-duur-forfaitaire-lks.ts';
import { i110 } from './content/subsidy/i110-loonkostensubsidiegegevens.ts';
import { i113 } from './content/subsidy/i113-administratieve-beeindiging.ts';
import { i105 } from './content/type/i105-combinatie.ts';
import { i115 } from './content/type/i115-participatieplaats.ts';
import { i116 } from './content/type/i116-proefplaatsing.ts';
import { i117 } from './content/type/i117-wiw-id.ts';
import { i118 } from './content/type/i118-omschrijving-bij-overig.ts';
import type { Rule } from './rule.ts';
import { s001 } from './suppression/s001-onderdrukking.ts';
import { t001 } from './technical/t001-welgevormd.ts';
import { t002 } from './technical/t002-schema.ts';
import { t003 } from './technical/t003-berichtgevercode.ts';
import { t004 } from './technical/t004-uniek-record.ts';
import { t005 } from './technical/t005-onbekend-formaat.ts';
import { t006 } from './technical/t006-niet-te-beoordelen.ts';

// Made by `npm run rules` from the files of this folder: a rule is in the list when its file is there.

/** All rules, in the order of their codes: those of CBS, and what is said of suppressions. */
export const RULES: readonly Rule[] = [
  t001,
  t002,
  t003,
  t004,
  t005,
  t006,
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
  i113,
  i114,
  i115,
  i116,
  i117,
  i118,
  i119,
  s001,
];
