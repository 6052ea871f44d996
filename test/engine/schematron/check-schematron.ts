import { Binder } from '../../../server/src/engine/delivery/binder.ts';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';
import { compileSchematron } from '../../../server/src/engine/schematron/compile.ts';
import type { CompiledSchematron } from '../../../server/src/engine/schematron/compiled.ts';
import { type SchematronFailure, SchematronRun } from '../../../server/src/engine/schematron/evaluate.ts';
import { layoutOf } from '../../../server/src/engine/schematron/layout.ts';
import { DocumentScanner } from '../../../server/src/engine/syntax/document-scanner.ts';
import type { TextRange } from '../../../server/src/engine/text/text-range.ts';
import { packs } from '../../support/delivery.ts';
import { sch } from '../../support/schematron.ts';

export const layout = layoutOf(packs[0]!);

/** A schema with one test of every record. */
export function recordTest(test: string): string {
  return sch(`<pattern><rule context="srg:Voorziening"><assert id="A" test="${test}">fout</assert></rule></pattern>`);
}

const nl = { language: 'nl', maskBsn: false } as const;

/** What a user sees of the problems of a .sch text. */
export function problemsIn(text: string) {
  return compileSchematron(text, layout).problems.map(({ message, range, severity }) => ({
    key: message.key.replace('schematron.problem.', ''),
    severity,
    message: formatMessage(message, nl),
    range: { start: range.start, end: range.end },
  }));
}

export interface Found {
  code: string;
  severity: string;
  message: string;
  range: TextRange;
}

/** The schema, which must have no problems. */
export function compiled(text: string): CompiledSchematron {
  const { schema, problems } = compileSchematron(text, layout);
  if (!schema || problems.length > 0) throw new Error(JSON.stringify(problems));
  return schema;
}

/** What a schema says of a delivery, in the order of its text. */
export function apply(schema: CompiledSchematron, delivery: string): { found: Found[]; failures: SchematronFailure[] } {
  const scanner = new DocumentScanner(delivery, new Binder(packs[0]!).shape);
  const headerFragment = scanner.scanHeader();
  const run = new SchematronRun(schema, headerFragment.tree);
  const found: Found[] = [];
  const failures: SchematronFailure[] = [];
  const add = ({ findings, failures: failed }: ReturnType<SchematronRun['header']>, start: number) => {
    failures.push(...failed);
    for (const { code, severity, message, range } of findings) {
      const moved = { start: range.start + start, end: range.end + start };
      found.push({ code, severity, message: formatMessage(message, nl), range: moved });
    }
  };
  add(run.header(), 0);
  for (let item = scanner.nextRecord(); item; item = scanner.nextRecord()) {
    if (item.isRepeatingElement) add(run.record(item.tree, item.node), item.start);
  }
  found.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  return { found, failures };
}
