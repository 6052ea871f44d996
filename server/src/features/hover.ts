import { type Hover, MarkupKind } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { passesElfproef } from '../delivery/bsn.ts';
import { type Day, firstDayOf, lastDayOf, parseDay, parseMonth } from '../delivery/day.ts';
import type { Voorziening } from '../delivery/record.ts';
import { formatMessage, type Message, type MessageOptions } from '../messages/message.ts';
import { codeOf, codesOf, conceptAt } from '../packs/load-pack.ts';
import type { Concept, Standing } from '../packs/pack.ts';
import type { ElementModel } from '../schema/model.ts';
import { NodeKind } from '../syntax/node-table.ts';
import { shift, type TextRange } from '../text/text-range.ts';
import { toRange } from './protocol-range.ts';

/** What there is to say of the thing at an offset; undefined where that is nothing. */
export function hoverAt(analysis: DeliveryAnalysis, offset: number, options: MessageOptions): Hover | undefined {
  if (analysis.choice.kind !== 'known') return undefined;
  const { owner, tree, start, record } = analysis.partAt(offset);
  let node = tree.nodeAt(offset - start);
  if (node < 0) return undefined;
  const within = (range: TextRange) => range.start <= offset - start && offset - start <= range.end;
  if (tree.kind(node) === NodeKind.Text || tree.kind(node) === NodeKind.CData) node = tree.parent(node);
  if (node < 0) return undefined;
  const isAttribute = tree.kind(node) === NodeKind.Attribute;
  if (tree.kind(node) !== NodeKind.Element && !isAttribute) return undefined;

  const path = isAttribute
    ? [...analysis.ancestorsOf(owner), ...tree.path(tree.parent(node)), `@${tree.localName(node)}`]
    : [...analysis.ancestorsOf(owner), ...tree.path(node)];
  const show = (lines: readonly string[], range: TextRange): Hover | undefined =>
    lines.length === 0
      ? undefined
      : {
          contents: { kind: MarkupKind.Markdown, value: lines.join('\n\n') },
          range: toRange(analysis.source, shift(range, start)),
        };
  const names = [tree.nameRange(node), tree.endNameRange(node)].filter((range) => range !== undefined);
  const name = names.find(within);
  if (name) return show(describeElement(analysis, path, options), name);
  const value = tree.valueRange(node);
  if (!within(value)) return undefined;
  const concept = conceptAt(analysis.pack, path);
  return concept && show(describeValue(analysis, concept, tree.value(node).trim(), record, options), value);
}

function describeElement(analysis: DeliveryAnalysis, path: readonly string[], options: MessageOptions): string[] {
  const model = analysis.pack.model.element(path);
  if (!model) return [];
  const say = (message: Message) => formatMessage(message, options);
  const { type } = model;
  const concept = conceptAt(analysis.pack, path);
  const place = concept && analysis.pack.manifest.concepts[concept];
  const typeName = [type.name, type.base].filter((part, i, parts) => part && parts.indexOf(part) === i);
  return [
    `**${model.name}**`,
    model.documentation || type.documentation,
    [
      typeName.length > 0 && `${say({ key: 'hover.type' })}: \`${typeName.join('` · `')}\``,
      `${say({ key: 'hover.occurs' })}: ${say(occurrence(model))}`,
      place && `${say({ key: 'hover.standing' })}: ${standing(place.standing, options)}`,
    ]
      .filter(Boolean)
      .join('  \n'),
  ].filter((line) => line !== '');
}

function occurrence({ min, max }: ElementModel): Message {
  if (min === 1 && max === 1) return { key: 'hover.occurs.one' };
  if (min === 0 && max === 1) return { key: 'hover.occurs.optional' };
  if (max === Number.POSITIVE_INFINITY) return { key: 'hover.occurs.many', parameters: { min } };
  return { key: 'hover.occurs.range', parameters: { min, max } };
}

function describeValue(
  analysis: DeliveryAnalysis,
  concept: Concept,
  value: string,
  record: Voorziening | undefined,
  options: MessageOptions,
): string[] {
  const say = (message: Message) => formatMessage(message, options);
  const { pack, verslagmaand } = analysis;
  if (codesOf(pack, concept)) return describeCode(analysis, concept, value, options);
  switch (concept) {
    case 'bsn':
      return [say({ key: passesElfproef(value) ? 'hover.bsn.valid' : 'hover.bsn.invalid' })];
    case 'berichtgevercode': {
      const known = pack.berichtgevers.get(value);
      if (!known) return [say({ key: 'hover.berichtgever.unknown', parameters: { code: value } })];
      const parameters = { naam: known.naam, provincie: known.provincie ?? '' };
      return [`**${value}** · ${say({ key: 'hover.berichtgever', parameters })}`];
    }
    case 'verslagmaand': {
      const month = parseMonth(value);
      if (month === undefined) return [];
      const days = { start: { day: firstDayOf(month) }, end: { day: lastDayOf(month) } };
      return [say({ key: 'hover.month', parameters: { month: { month }, ...days } })];
    }
    default: {
      const day = parseDay(value);
      if (day === undefined) return [];
      const lines = [`**${say({ key: 'hover.date', parameters: { day: { day } } })}**`];
      if ((concept === 'startdatum' || concept === 'einddatum') && record) {
        lines.push(...describePeriod(record, verslagmaand).map(say));
      }
      return lines;
    }
  }
}

function describePeriod(record: Voorziening, verslagmaand: number | undefined): Message[] {
  const start = record.day('startdatum');
  const end = record.day('einddatum');
  if (start === undefined || (end === undefined && record.state('einddatum') !== 'absent')) return [];
  if (end !== undefined && end < start) return [{ key: 'hover.period.reversed' }];
  const lines: Message[] = [period(start, end)];
  if (verslagmaand !== undefined) {
    const running = start <= lastDayOf(verslagmaand) && (end === undefined || end >= firstDayOf(verslagmaand));
    const key = running ? 'hover.running' : 'hover.notRunning';
    lines.push({ key, parameters: { month: { month: verslagmaand } } });
  }
  return lines;
}

/** A period in a sentence. */
export function period(start: Day, end: Day | undefined): Message {
  if (end === undefined) return { key: 'hover.period.open', parameters: { start: { day: start } } };
  if (end === start) return { key: 'hover.period.oneDay', parameters: { start: { day: start } } };
  return {
    key: 'hover.period',
    parameters: { start: { day: start }, end: { day: end }, days: end - start + 1 },
  };
}

function describeCode(analysis: DeliveryAnalysis, concept: Concept, value: string, options: MessageOptions): string[] {
  const say = (message: Message) => formatMessage(message, options);
  const code = codeOf(analysis.pack, concept, value);
  if (!code) return [say({ key: 'hover.unknownCode', parameters: { value } })];
  const split = code.standing.label !== code.standing.code;
  const origin = split
    ? say({
        key: 'hover.standing.split',
        parameters: {
          label: standing(code.standing.label, options),
          code: standing(code.standing.code, options),
        },
      })
    : standing(code.standing.code, options);
  return [
    `**${code.code} · ${code.label}**`,
    code.description,
    [
      code.group && `${say({ key: 'hover.group' })}: ${code.group}`,
      `${say({ key: 'hover.standing' })}: ${origin}`,
      `${say({ key: 'hover.source' })}: ${code.source}`,
    ]
      .filter(Boolean)
      .join('  \n'),
  ];
}

function standing(value: Standing, options: MessageOptions): string {
  return `[${value}] ${formatMessage({ key: `standing.${value}` }, options)}`;
}
