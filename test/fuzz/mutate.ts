/** What stands in XML, in deliveries and in templates, whole and half. */
const TOKENS = [
  '<',
  '>',
  '/',
  '"',
  "'",
  '&',
  ';',
  '=',
  ':',
  '!',
  '?',
  '-',
  ']',
  '[',
  ' ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\x01',
  '\x85',
  '\xa0',
  '\u2028',
  '\ufeff',
  '\ufffe',
  '\ud800',
  '\udc00',
  '😀',
  'é',
  '1',
  'x',
  '<!--',
  '-->',
  '--',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '<?xml version="1.0"?>',
  '<?xml version="1.1"?>',
  '</',
  '/>',
  '<!DOCTYPE a>',
  '<!ENTITY a "b">',
  '&amp;',
  '&#0;',
  '&#x10FFFF;',
  '&nbsp;',
  '&a;',
  '&#',
  '&',
  ' xmlns="u"',
  ' xmlns:p="u"',
  ' xmlns:p=""',
  ' xmlns:xml="u"',
  '<p:a>',
  '</p:a>',
  ' p:b="1"',
  ' xsi:nil="true"',
  ' a="1"',
  '<SRG xmlns="urn:srg-xml:regeling:2026">',
  '</SRG>',
  '<Levering>',
  '</Levering>',
  '<Voorzieningen>',
  '</Voorzieningen>',
  '<Voorziening>',
  '</Voorziening>',
  '<Persoon>',
  '</Persoon>',
  '<EinddatumVoorziening>20240101</EinddatumVoorziening>',
  '<Loonkostensubsidie>',
  '20250230',
  '950204869',
  '10',
  '11',
  '<!-- srg-disable I105: a -->',
  '<!-- srg-disable-file T002 -->',
  '<<<<<<< a\n',
  '=======\n',
  '>>>>>>> b\n',
  '{{',
  '}}',
  '{% if a %}',
  '{% endif %}',
  '<%',
  '%>',
  ['$', '{'].join(''),
  '}',
  '#if(',
  '#end',
  '@{',
  '<#if a>',
] as const;

type Random = () => number;
const below = (random: Random, most: number) => Math.floor(random() * most);
const pick = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)]!;

/** A stretch of a text, mostly a short one; often one between two signs of markup. */
function stretch(text: string, random: Random): [start: number, end: number] {
  const start = below(random, text.length + 1);
  if (random() < 0.5) return [start, Math.min(text.length, start + below(random, 40))];
  const from = text.lastIndexOf('<', start);
  const to = text.indexOf('>', start);
  return from < 0 || to < 0 ? [start, start] : [from, to + 1];
}

type Mutation = (text: string, random: Random, other: string) => string;
const MUTATIONS: readonly Mutation[] = [
  // Takes out.
  (text, random) => {
    const [start, end] = stretch(text, random);
    return text.slice(0, start) + text.slice(end);
  },
  // Puts in.
  (text, random) => {
    const at = below(random, text.length + 1);
    return text.slice(0, at) + pick(random, TOKENS) + text.slice(at);
  },
  // Replaces.
  (text, random) => {
    const [start, end] = stretch(text, random);
    return text.slice(0, start) + pick(random, TOKENS) + text.slice(end);
  },
  // Says twice, or many times.
  (text, random) => {
    const [start, end] = stretch(text, random);
    return text.slice(0, end) + text.slice(start, end).repeat(pick(random, [1, 1, 2, 50])) + text.slice(end);
  },
  // Moves.
  (text, random) => {
    const [start, end] = stretch(text, random);
    const rest = text.slice(0, start) + text.slice(end);
    const at = below(random, rest.length + 1);
    return rest.slice(0, at) + text.slice(start, end) + rest.slice(at);
  },
  // Takes a part of another.
  (text, random, other) => {
    const [start, end] = stretch(other, random);
    const at = below(random, text.length + 1);
    return text.slice(0, at) + other.slice(start, end) + text.slice(at);
  },
  // Cuts off.
  (text, random) => text.slice(0, below(random, text.length + 1)),
  // Changes a character.
  (text, random) => {
    const at = below(random, text.length);
    const code = text.charCodeAt(at) ^ (1 << below(random, 16));
    return text.slice(0, at) + String.fromCharCode(code || 1) + text.slice(at + 1);
  },
];

/** No longer texts are made: what grows is for the tests of hostile files. */
const LONGEST = 20_000;

/** A text with a few things done to it. */
export function mutate(corpus: readonly string[], random: Random): string {
  let text = pick(random, corpus);
  for (let left = 1 + below(random, 6); left > 0; left--) {
    text = pick(random, MUTATIONS)(text, random, pick(random, corpus)).slice(0, LONGEST);
  }
  return text;
}

/** A place in a text, and what is put there in the stead of what stands there. */
export function randomEdit(length: number, random: Random) {
  return {
    at: below(random, 1_000_001),
    length: random() < 0.9 ? below(random, 60) : below(random, length + 1),
    text: random() < 0.2 ? '' : pick(random, TOKENS),
    undo: random() < 0.4,
    work: random() < 0.5 ? ('all' as const) : below(random, 12),
  };
}
