import { duplicateRecord } from './duplicate-record.ts';
import { extractDelivery } from './extract-delivery.ts';
import { fixAllOfKind } from './fix-all-of-kind.ts';
import { insertRequiredElements } from './insert-required-elements.ts';
import { newVoorziening } from './new-voorziening.ts';
import { normaliseDates } from './normalise-dates.ts';
import type { Refactoring } from './refactoring.ts';
import { sortChildren } from './sort-children.ts';
import { surround } from './surround.ts';
import { unwrapComment } from './unwrap-comment.ts';
import { wrapInComment } from './wrap-in-comment.ts';

/** All of them, in the order in which they are offered. */
export const REFACTORINGS: readonly Refactoring[] = [
  fixAllOfKind,
  insertRequiredElements,
  sortChildren,
  duplicateRecord,
  newVoorziening,
  extractDelivery,
  surround,
  wrapInComment,
  unwrapComment,
  normaliseDates,
];
