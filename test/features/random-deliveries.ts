import fc from 'fast-check';
import { DocumentScanner } from '../../server/src/engine/syntax/document-scanner.ts';
import { type NodeId, NodeKind } from '../../server/src/engine/syntax/node-table.ts';
import type { SyntaxTree } from '../../server/src/engine/syntax/tree.ts';
import { NAMESPACE } from '../support/delivery.ts';

/** Sound deliveries of every shape: with and without lines, comments, prefixes, what is missing, shuffled or unknown. */

interface Model {
  readonly name: string;
  readonly content: string | readonly Model[];
  /** Stands before the element; empty for nothing. */
  readonly comment: string;
}

const leaf = (name: string, ...values: string[]) =>
  fc.record({ name: fc.constant(name), content: fc.constantFrom(...values), comment: comments() });

function comments(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constantFrom('<!-- c -->', '<!--<B>x</B>-->', '<?i d?>', '<!-- een\n  twee -->') },
  );
}

const dates = ['20250301', '20250331', '1-3-2025', '20250302', '', ' 20250303\n'];
const person = [
  leaf('Burgerservicenummer', '950204869', '912041456', '909094196'),
  leaf('Geboortedatum', '19800505', '5-5-1980'),
  leaf('Geslacht', '1', '2', '01'),
  leaf('Arbeidsvermogen', '10', '20', 'Onder WML'),
  leaf('DoelInzetVoorzieningen', '1', '2', '3'),
];
const block = [leaf('Loonwaarde', '050', '60%'), leaf('RedenBeeindiging', '1', '2', '9')];
const unknown = leaf('Onbekend', 'x', '<![CDATA[ <y> ]]>', 'a &amp; b -- c', '<b/> d <e> f </e>');

/** Mostly all of the elements in their order; else some of them, some twice, in another order, or unknown ones. */
function mixture(parts: fc.Arbitrary<Model>[]): fc.Arbitrary<Model[]> {
  const all = fc.tuple(...parts).map((models) => models as Model[]);
  return fc.oneof(
    { weight: 3, arbitrary: all },
    { weight: 1, arbitrary: all.chain((models) => fc.shuffledSubarray(models)) },
    { weight: 1, arbitrary: all.chain((models) => fc.subarray(models)) },
    {
      weight: 1,
      arbitrary: fc.tuple(all, unknown, fc.nat(9)).map(([models, extra, at]) => {
        const place = at % (models.length + 1);
        return [...models.slice(0, place), extra, ...models.slice(place)];
      }),
    },
  );
}

const element = (name: string, content: fc.Arbitrary<Model[]>) =>
  fc.record({ name: fc.constant(name), content, comment: comments() });

const record = element(
  'Voorziening',
  mixture([
    element('Persoon', mixture(person)),
    leaf('RegistratienummerVoorziening', 'A', 'B', 'C', 'D&amp;E'),
    leaf('TypeVoorziening', '10', '30', '99'),
    leaf('BegindatumVoorziening', ...dates),
    leaf('EinddatumVoorziening', ...dates),
    element('Loonkostensubsidie', mixture(block)),
  ]),
);
const header = element(
  'Levering',
  mixture([
    leaf('Statistiekjaar', '2025', '25'),
    leaf('Statistiekmaand', '03', '3'),
    leaf('Statistiekcode', '10'),
    leaf('NaamSoftwarepakket', 'and', 'AND'),
    leaf('VersienummerSoftwarepakket', '1.0'),
    leaf('Gemeentecode', '0363', '363'),
    leaf('Berichtgevercode', '0363'),
  ]),
);
const records = fc.array(fc.oneof({ weight: 5, arbitrary: record }, { weight: 1, arbitrary: unknown }), {
  maxLength: 5,
});

interface Style {
  readonly prefix: string;
  readonly lineEnd: string;
  readonly gaps: readonly string[];
}

/** `L` stands for a line end and the indentation. */
const styles: fc.Arbitrary<Style> = fc.record({
  prefix: fc.constantFrom('', '', 's:'),
  lineEnd: fc.constantFrom('\n', '\n', '\r\n', '\r'),
  gaps: fc.oneof(
    fc.constantFrom(['L'], [''], ['L', 'L', 'LL']),
    fc.array(fc.constantFrom('L', '', ' ', 'LL', 'L ', '\t'), { minLength: 1, maxLength: 9 }),
  ),
});

/** The text of a random delivery whose form is sound. */
export const deliveries: fc.Arbitrary<string> = fc
  .tuple(header, records, styles, fc.constantFrom('', '<?xml version="1.0"?>'))
  .map(([head, body, style, declaration]) => {
    let turn = 0;
    const gap = (depth: number) =>
      style.gaps[turn++ % style.gaps.length]!.replace(/L(?!L)/g, `${style.lineEnd}${'  '.repeat(depth)}`).replace(
        /L/g,
        style.lineEnd,
      );
    const render = ({ name, content, comment }: Model, depth: number, attributes = ''): string => {
      const tag = style.prefix + name;
      const inside =
        typeof content === 'string'
          ? content.replace(/\n/g, style.lineEnd)
          : content.map((child) => render(child, depth + 1)).join('') + (content.length > 0 ? gap(depth) : '');
      const before = comment === '' ? '' : gap(depth) + comment.replace(/\n/g, style.lineEnd);
      return `${before}${depth > 0 ? gap(depth) : ''}<${tag}${attributes}>${inside}</${tag}>`;
    };
    const root: Model = {
      name: 'SRG',
      content: [head, { name: 'Voorzieningen', content: body, comment: '' }],
      comment: '',
    };
    const colon = style.prefix === '' ? '' : ':s';
    return `${declaration}${declaration && style.lineEnd}${render(root, 0, ` xmlns${colon}="${NAMESPACE}"`)}`;
  });

/** A piece of the text: where the user's selection or cursor is. */
export const spots = fc.record({ at: fc.nat(), length: fc.oneof(fc.constant(0), fc.nat(400), fc.nat(4000)) });

export function rangeOf({ at, length }: { at: number; length: number }, text: string) {
  const start = at % (text.length + 1);
  return { start, end: Math.min(text.length, start + length) };
}

/** What a text says, white space between tags left out; a name, then what is inside. */
export type Meaning = readonly [name: string, ...content: (Meaning | string)[]];

/** The meaning of a text whose form must be sound; throws where it isn't. */
export function meaningOf(text: string): Meaning[] {
  const { tree, errors } = new DocumentScanner(text, undefined).scanHeader();
  if (errors.length > 0) throw new Error(`${JSON.stringify(errors)} in ${text}`);
  const top: NodeId[] = [];
  for (let node = 0; node >= 0 && node < tree.size; node = tree.nextSibling(node)) top.push(node);
  return top.filter((node) => tree.kind(node) !== NodeKind.Text).map((node) => meaning(tree, node));
}

function meaning(tree: SyntaxTree, node: NodeId): Meaning {
  const kind = tree.kind(node);
  if (kind !== NodeKind.Element) return [`#${kind}`, tree.text(tree.range(node))];
  const children = [...tree.children(node)];
  const isText = (child: NodeId) => tree.kind(child) === NodeKind.Text || tree.kind(child) === NodeKind.CData;
  const mixed = children.some(
    (child) => tree.kind(child) === NodeKind.CData || (isText(child) && tree.text(tree.range(child)).trim() !== ''),
  );
  const others = children.filter((child) => !isText(child) && tree.kind(child) !== NodeKind.Attribute);
  if (mixed || others.length === 0) {
    const isContainer = ['Voorzieningen', 'Voorziening', 'Persoon', 'Levering', 'Loonkostensubsidie'];
    const text = tree.text(tree.range(node));
    if (!mixed && isContainer.includes(tree.localName(node)) && tree.text(tree.contentRange(node)).trim() === '') {
      return [tree.localName(node)];
    }
    return [tree.localName(node), text];
  }
  return [tree.localName(node), ...children.filter((child) => !isText(child)).map((child) => meaning(tree, child))];
}
