import { expect } from 'vitest';
import { mostSevere } from '../../../server/src/engine/analysis/located-findings.ts';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';
import type { Pack } from '../../../server/src/engine/packs/load-pack.ts';
import type { RuleSettings } from '../../../server/src/engine/rules/registry.ts';
import { StylesheetAnalysis } from '../../../server/src/engine/stylesheet/stylesheet-analysis.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { packs as shipped } from '../../support/delivery.ts';
import { ranges } from '../../support/markers.ts';

export const NAMESPACE = 'urn:srg-xml:regeling:2026';

/** A stylesheet with this in it; the prefix `s` is that of the shipped pack. */
export function sheet(inside: string, attributes = ''): string {
  return `<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:s="${NAMESPACE}"${attributes}>
${inside}
</xsl:stylesheet>`;
}

/** A stylesheet whose one template writes this. */
export function template(result: string, attributes = ''): string {
  return sheet(`<xsl:template match="/">${result}</xsl:template>`, attributes);
}

export function analyse(
  text: string,
  { packs = shipped, rules = {} }: { packs?: readonly Pack[]; rules?: RuleSettings } = {},
): StylesheetAnalysis | undefined {
  return StylesheetAnalysis.of(new SourceText(text), { packs, rules, berichtgevers: [] });
}

/** What the schema finds in a stylesheet, as `text: message`. */
export function findingsOf(text: string, packs?: readonly Pack[]): string[] {
  const analysis = analyse(text, packs ? { packs } : {})!;
  const found = mostSevere(analysis, 100).filter(({ finding }) => finding.code === 'SRG-T002');
  return found.map(({ finding, range }) => {
    const message = formatMessage(finding.message, { language: 'nl', maskBsn: false });
    return `${text.slice(range.start, range.end)}: ${message}`;
  });
}

/** Exactly the marked ranges have a finding. */
export function expectFindings(marked: string, packs?: readonly Pack[]): void {
  const { text, ranges: expected } = ranges(marked);
  const analysis = analyse(text, packs ? { packs } : {})!;
  expect(mostSevere(analysis, 100).map(({ range }) => range)).toEqual(expected);
}
