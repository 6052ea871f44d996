import { expect, test } from 'vitest';
import { analyse, BSN, delivery, findingsOf, record } from '../../../support/delivery.ts';

const DELIVERY = delivery([record({ nummer: 'A', type: '77' }), record({ bsn: BSN[1], nummer: 'B' })], {
  gemeente: '36',
  berichtgever: '0363',
});
const PLACES = [
  '<SRG',
  '<Levering>',
  '<Gemeentecode>',
  '<Voorzieningen>',
  '<Voorziening>',
  '<TypeVoorziening>',
  '</Voorzieningen>',
  '</SRG>',
];
const PARTS = ['<!DOCTYPE a>', '<?xml version="1.0"?>'];

const said = (text: string) => findingsOf(analyse(text)).map(({ code, message }) => `${code} ${message}`);
const right = said(DELIVERY);

test.each(PARTS.flatMap((part) => PLACES.map((place) => [part, place] as const)))(
  'what is said with %s before %s is the same, and that it may not stand there',
  (part, place) => {
    const found = said(DELIVERY.replace(place, () => part + place));
    const more = found.filter((one) => !right.includes(one));
    expect(found.filter((one) => right.includes(one))).toEqual(right);
    expect(more.filter((one) => !one.startsWith('SRG-T001 ') || one.includes('libxml2'))).toEqual([]);
  },
);
