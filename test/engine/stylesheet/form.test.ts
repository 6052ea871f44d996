import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mostSevere } from '../../../server/src/engine/analysis/located-findings.ts';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';
import { applyEdits } from '../../../server/src/engine/text/text-range.ts';
import { ranges } from '../../support/markers.ts';
import { analyse, sheet, template } from './check-stylesheet.ts';

const CASE = readFileSync(new URL('../../diagnosis/cases/stylesheet-not-well-formed.xslt', import.meta.url), 'utf8');

function findingsOf(text: string) {
  const analysis = analyse(text)!;
  return mostSevere(analysis, 100).map(({ finding, range }) => {
    const message = formatMessage(finding.message, { language: 'nl', maskBsn: false });
    const told = `${finding.code} ${text.slice(range.start, range.end)}: ${message}`;
    return { told, range, code: finding.code, fixes: analysis.fixesOf(finding) };
  });
}

/** The text when the preferred fix of the first finding is taken, and of what is found then, until there is none. */
function mended(text: string): string {
  const fix = findingsOf(text).flatMap(({ fixes }) => fixes.filter(({ preferred }) => preferred))[0];
  return fix ? mended(applyEdits(text, fix.edits)) : text;
}

const S = (inside: string) => template(`<s:Persoon>${inside}<xsl:apply-templates/></s:Persoon>`);

describe('a stylesheet that is not well-formed', () => {
  test.each<[name: string, marked: string, sound: string]>([
    ['a lone ampersand', S('<s:Geslacht><xsl:if test="a ⟦&⟧ b">1</xsl:if></s:Geslacht>'), ''],
    ['a comparison', S('<xsl:if test="a ⟦<⟧ b"/>'), S('<xsl:if test="a &lt; b"/>')],
    ['a comparison without spaces', S('<xsl:if test="a⟦<⟧b and c"/>'), S('<xsl:if test="a&lt;b and c"/>')],
    ['two comparisons', S('<xsl:if test="a ⟦<⟧ b and $c ⟦<⟧ $d"/>'), S('<xsl:if test="a &lt; b and $c &lt; $d"/>')],
    ['an end tag mistyped', S('<s:Geslacht>1</⟦s:Gesl⟧>'), S('<s:Geslacht>1</s:Geslacht>')],
    ['an end tag missing', S('<⟦s:Geslacht⟧>1'), S('<s:Geslacht>1</s:Geslacht>')],
    [
      'the end tag of an instruction missing',
      S('<s:Geslacht><⟦xsl:if⟧ test="a">1</s:Geslacht>'),
      S('<s:Geslacht><xsl:if test="a">1</xsl:if></s:Geslacht>'),
    ],
    ['an entity of HTML', S('<xsl:text>⟦&eacute;⟧</xsl:text>'), ''],
    ['a value without quotes', S('<xsl:value-of select=⟦a⟧/>'), S('<xsl:value-of select="a"/>')],
    ['an attribute twice', S('<xsl:value-of select="a" ⟦select⟧="a"/>'), ''],
    ['a prefix that is not declared', S('<⟦q⟧:if test="a"/>'), ''],
  ])('%s', (_name, marked, sound) => {
    const { text, ranges: expected } = ranges(marked);
    const found = findingsOf(text).filter(({ code }) => code === 'SRG-T001');
    expect(found.map(({ range }) => range)).toEqual(expected);
    if (sound !== '') expect(mended(text)).toBe(sound);
  });

  test('the case: two findings, and two fixes', () => {
    expect(findingsOf(CASE).map(({ told }) => told)).toEqual([
      'SRG-T001 &: Een losse & mag niet in XML. Schrijf &amp;.',
      'SRG-T001 Begindatum: De eindtag </Begindatum> past niet bij de begintag <BegindatumVoorziening>.',
    ]);
    const sound = CASE.replace('W & I', 'W &amp; I').replace('</Begindatum>', '</BegindatumVoorziening>');
    expect(mended(CASE)).toBe(sound);
    expect(findingsOf(sound)).toEqual([]);
  });

  test.each([
    ['declared in it', '<!DOCTYPE xsl:stylesheet [<!ENTITY nbsp "&#160;">]>', '&nbsp;', 0],
    ['declared elsewhere', '<!DOCTYPE xsl:stylesheet SYSTEM "x.dtd">', '&nbsp;', 0],
    ['by a parameter entity', '<!DOCTYPE xsl:stylesheet [<!ENTITY % p "x"> %p;]>', '&nbsp;', 0],
    ['another one declared', '<!DOCTYPE xsl:stylesheet [<!ENTITY nbsp "&#160;">]>', '&eacute;', 1],
  ])('an entity: %s', (_name, doctype, entity, count) => {
    expect(findingsOf(doctype + S(`<xsl:text>${entity}</xsl:text>`))).toHaveLength(count);
  });

  test.each([
    ['its root is not closed', sheet('').replace('</xsl:stylesheet>', ''), 'xsl:stylesheet'],
    ['the declaration of XSLT has no closing quote', sheet('').replace('Transform"', 'Transform'), ''],
    ['XSLT is not declared', sheet('').replace(/ xmlns:xsl="[^"]*"/, ''), 'xsl'],
  ])('%s', (_name, text, token) => {
    const found = findingsOf(text);
    expect(found.length, found.map(({ told }) => told).join('\n')).toBeGreaterThan(0);
    if (token) expect(text.slice(found[0]!.range.start, found[0]!.range.end)).toBe(token);
  });
});
