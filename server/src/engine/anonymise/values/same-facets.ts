import { meetsFacet } from '../../schema/facets.ts';
import type { TypeModel } from '../../schema/model.ts';

const BASES: Readonly<Record<string, RegExp>> = {
  hexBinary: /^(?:[0-9a-fA-F]{2})*$/,
  decimal: /^[+-]?[0-9]*\.?[0-9]+$/,
  language: /^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/,
};

/** The schema has the same against two values, as far as that can be told without libxml2. */
export function breakTheSame(type: TypeModel | undefined): (a: string, b: string) => boolean {
  if (!type) return () => true;
  const tests = testsOf(type);
  return (a, b) => tests.every((meets) => meets(a) === meets(b));
}

function testsOf(type: TypeModel): ((value: string) => boolean)[] {
  const base = type.base === undefined ? undefined : BASES[type.base];
  const listed = new Set(type.enumerations.map(({ value }) => value));
  return [
    ...(base ? [(value: string) => base.test(value)] : []),
    ...(listed.size > 0 ? [(value: string) => listed.has(value)] : []),
    ...type.facets.map((facet) => (value: string) => meetsFacet(value, facet, type.base)),
    ...type.members.flatMap(testsOf),
    ...(type.item ? testsOf(type.item).map((meets) => (value: string) => value.split(/[ \t\r\n]+/).every(meets)) : []),
  ];
}
