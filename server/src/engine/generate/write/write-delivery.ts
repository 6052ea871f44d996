import type { Month } from '../../delivery/day.ts';
import { formatValue, notationAt } from '../../delivery/values/value-notation.ts';
import type { Pack } from '../../packs/load-pack.ts';
import {
  type Concept,
  type HeaderConcept,
  isRecordConcept,
  type RecordConcept,
  VALUE_TYPES,
} from '../../packs/pack.ts';
import { meetsFacets } from '../../schema/facets.ts';
import type { TypeModel } from '../../schema/model.ts';
import type { GeneratedRecord } from '../record.ts';
import { type Content, type ElementPlan, holdsConcept, type Plan, planOf } from './plan.ts';

/** The header by meaning; what is not here follows from the verslagmaand, or is none. */
export type GeneratedHeader = { readonly month: Month } & Partial<Record<HeaderConcept, string>>;

const STEP = '  ';

/** Writes deliveries in the format of a pack, with an element on each line. */
export class DeliveryWriter {
  private readonly root: ElementPlan;
  private readonly prefixes = new Map<string, string>();
  private readonly declarations: string;

  constructor(private readonly pack: Pack) {
    this.root = planOf(pack);
    const namespaces = [...new Set(namespacesIn(this.root))];
    const isOne = namespaces.length === 1;
    for (const [n, namespace] of namespaces.filter((one) => one !== '').entries())
      this.prefixes.set(namespace, isOne ? '' : n === 0 ? 'srg:' : `n${n}:`);
    this.declarations = [...this.prefixes]
      .map(
        ([namespace, prefix]) => ` xmlns${prefix === '' ? '' : `:${prefix.slice(0, -1)}`}="${escapeText(namespace)}"`,
      )
      .join('');
  }

  /** In pieces: what stands before the records, each unit of them, and what comes behind. */
  *write(header: GeneratedHeader, records: Iterable<GeneratedRecord>): Generator<string> {
    yield '<?xml version="1.0" encoding="UTF-8"?>\n';
    yield* this.outside(this.root, header, records, '');
  }

  /** What stands around the records. */
  private *outside(
    plan: ElementPlan,
    header: GeneratedHeader,
    records: Iterable<GeneratedRecord>,
    indent: string,
  ): Generator<string> {
    if (plan.repeats) {
      yield* this.units(plan, records, indent);
      return;
    }
    if (!holdsRecords(plan)) {
      yield this.inside(plan, (concept) => this.headerValue(concept, header), indent) ?? '';
      return;
    }
    const value = (concept: Concept) => this.headerValue(concept, header);
    const name = this.nameOf(plan);
    const declarations = plan === this.root ? this.declarations : '';
    yield `${indent}<${name}${declarations}${this.attributes(plan, value)}>\n`;
    for (const child of plan.children) {
      if (child.kind === 'element') yield* this.outside(child, header, records, indent + STEP);
      else {
        const branch = child.branches.find((one) => one.some((plan) => plan.kind === 'element' && holdsRecords(plan)));
        for (const one of branch ?? [])
          if (one.kind === 'element') yield* this.outside(one, header, records, indent + STEP);
        if (!branch) yield this.choice(child, value, indent + STEP) ?? '';
      }
    }
    yield `${indent}</${name}>\n`;
  }

  private *units(plan: ElementPlan, records: Iterable<GeneratedRecord>, indent: string): Generator<string> {
    if (plan.repeats === 'record') {
      for (const record of records) yield this.record(plan, record, indent);
      return;
    }
    let unit: GeneratedRecord[] = [];
    for (const record of records) {
      if (unit.length > 0 && !this.areOfOneUnit(unit[0]!, record)) {
        yield this.unit(plan, unit, indent);
        unit = [];
      }
      unit.push(record);
    }
    if (unit.length > 0) yield this.unit(plan, unit, indent);
  }

  private record(plan: ElementPlan, record: GeneratedRecord, indent: string): string {
    const comment = record.comment === undefined ? '' : `${indent}<!-- ${record.comment} -->\n`;
    return (
      comment + this.inside({ ...plan, isRequired: true }, (concept) => this.recordValue(concept, record), indent)!
    );
  }

  /** What stands above records is the same for all of them. */
  private unit(plan: ElementPlan, records: readonly GeneratedRecord[], indent: string): string {
    const value = (concept: Concept) => this.recordValue(concept, records[0]!);
    const write = (one: ElementPlan, indent: string): string => {
      if (one.repeats === 'record') return records.map((record) => this.record(one, record, indent)).join('');
      if (!holdsRecord(one)) return this.inside(one, value, indent) ?? '';
      const name = this.nameOf(one);
      const children = one.children.map((child) =>
        child.kind === 'element' ? write(child, indent + STEP) : (this.choice(child, value, indent + STEP) ?? ''),
      );
      return `${indent}<${name}${this.attributes(one, value)}>\n${children.join('')}${indent}</${name}>\n`;
    };
    return write(plan, indent);
  }

  private areOfOneUnit(a: GeneratedRecord, b: GeneratedRecord): boolean {
    const personal = ['bsn', 'geboortedatum', 'geslacht', 'arbeidsvermogen'] as const;
    return personal.every((concept) => a[concept] === b[concept] && a.written?.[concept] === b.written?.[concept]);
  }

  /** An element and what is in it; undefined where it has nothing to say and may be left out. */
  private inside(plan: ElementPlan, value: ValueOf, indent: string): string | undefined {
    const name = this.nameOf(plan);
    const start = `${indent}<${name}${this.attributes(plan, value)}`;
    if (plan.content) {
      const text = this.text(plan.content, value);
      if (text === null) return undefined;
      if (text === undefined) return plan.isRequired ? `${start}></${name}>\n` : undefined;
      return `${start}>${text}</${name}>\n`;
    }
    const children = plan.children.map((child) =>
      child.kind === 'choice' ? this.choice(child, value, indent + STEP) : this.inside(child, value, indent + STEP),
    );
    const written = children.filter((child) => child !== undefined).join('');
    const isNeeded = plan.isRequired || this.says(plan, value);
    if (!isNeeded) return undefined;
    return written === '' ? `${start}/>\n` : `${start}>\n${written}${indent}</${name}>\n`;
  }

  private choice(plan: Plan & { kind: 'choice' }, value: ValueOf, indent: string): string | undefined {
    const { branches } = plan;
    const saying = branches.find((branch) => branch.some((one) => this.says(one, value)));
    const silent = branches.find((branch) => !branch.some(holdsConcept)) ?? branches[0];
    const branch = saying ?? (plan.isRequired ? silent : undefined);
    return branch
      ?.map((one) => (one.kind === 'choice' ? this.choice(one, value, indent) : this.inside(one, value, indent)) ?? '')
      .join('');
  }

  /** Something of a concept is to be written in it. */
  private says(plan: Plan, value: ValueOf): boolean {
    if (plan.kind === 'choice') return plan.branches.some((branch) => branch.some((one) => this.says(one, value)));
    const contents = [plan.content, ...plan.attributes.map(({ content }) => content)];
    const said = contents.some((one) => one && 'concept' in one && typeof this.text(one, value) === 'string');
    return said || plan.children.some((child) => this.says(child, value));
  }

  private attributes(plan: ElementPlan, value: ValueOf): string {
    return plan.attributes
      .map(({ name, isRequired, content }) => {
        const text = this.text(content, value);
        if (text === null || (text === undefined && !isRequired)) return '';
        return ` ${name}="${text ?? ''}"`;
      })
      .join('');
  }

  /** As it is written; undefined where there is no value, null where there is to be no element either. */
  private text(content: Content, value: ValueOf): string | null | undefined {
    if ('text' in content) return escapeText(content.text);
    const given = value(content.concept);
    if (given === undefined || given === null) return given;
    if (typeof given === 'object') return given.markup;
    if (typeof given === 'string') return escapeText(given);
    const notation = notationAt(this.pack, content.concept, content.type.base);
    return notation ? formatValue(given, notation) : percentIn(content.type, given);
  }

  private headerValue(concept: Concept, header: GeneratedHeader): Value {
    switch (concept) {
      case 'verslagmaand':
        return header.month;
      case 'statistiekjaar':
        return Math.floor(header.month / 12);
      case 'statistiekmaand':
        return (header.month % 12) + 1;
      default:
        return isRecordConcept(concept) ? undefined : header[concept];
    }
  }

  private recordValue(concept: Concept, record: GeneratedRecord): Value {
    if (!isRecordConcept(concept)) return undefined;
    const written = record.written?.[concept];
    if (written !== undefined) return written === null ? null : { markup: written };
    return VALUE_TYPES[concept] === 'block'
      ? undefined
      : record[concept as Exclude<RecordConcept, 'loonkostensubsidie'>];
  }

  private nameOf({ name, namespace }: ElementPlan): string {
    return `${this.prefixes.get(namespace) ?? ''}${name}`;
  }
}

/** A day, month, year or number; text; markup; or nothing. */
type Value = number | string | { readonly markup: string } | null | undefined;
type ValueOf = (concept: Concept) => Value;

/** A percentage in the first of these forms that the schema takes. */
function percentIn(type: TypeModel, percent: number): string {
  const forms = [String(percent), String(percent).padStart(3, '0'), percent.toFixed(1), percent.toFixed(2)];
  return forms.find((form) => meetsFacets(form, type)) ?? forms[0]!;
}

function holdsRecords(plan: ElementPlan): boolean {
  return plan.repeats !== undefined || plan.children.some((child) => anyElement(child, holdsRecords));
}

function holdsRecord(plan: ElementPlan): boolean {
  return plan.repeats === 'record' || plan.children.some((child) => anyElement(child, holdsRecord));
}

function anyElement(plan: Plan, test: (plan: ElementPlan) => boolean): boolean {
  return plan.kind === 'element'
    ? test(plan)
    : plan.branches.some((branch) => branch.some((one) => anyElement(one, test)));
}

function* namespacesIn(plan: Plan): Generator<string> {
  if (plan.kind === 'element') yield plan.namespace;
  for (const child of plan.kind === 'element' ? plan.children : plan.branches.flat()) yield* namespacesIn(child);
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPED[character]!);
}
