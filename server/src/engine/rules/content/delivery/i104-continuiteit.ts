import { isConversionOf } from '../../../delivery/continuity.ts';
import { lastDayOf } from '../../../delivery/day.ts';
import type { RunningRecord } from '../../../delivery/previous-delivery.ts';
import { writtenDay } from '../../../delivery/values/value-notation.ts';
import { verslagmaandConcept } from '../../../delivery/verslagmaand.ts';
import type { Message } from '../../../messages/message.ts';
import { replaceValue } from '../../fixes/edits.ts';
import type { PlaceInOtherFile, Rule } from '../../rule.ts';
import { fixesOfMissing, wordsFor } from './missing-fixes.ts';

/** As many of the missing records are shown one by one. */
const SHOWN = 10;

/**
 * [slides] What ran at the end of last month is in this month's file, with the same BSN, type and begindatum; [recon] what a
 * record is recognised by. The finding sits on the verslagmaand, one for all; a record with another begindatum than last
 * month has its own.
 */
export const i104: Rule = {
  code: 'SRG-I104',
  name: { nl: 'continuïteit', en: 'continuity' },
  summary: {
    nl: 'wat vorige maand nog liep, staat ook in dit bestand',
    en: 'what still ran last month is in this file, too',
  },
  severity: 'warning',
  otherSeverities: ['information'],
  consequence: 'contact',
  provenance: [
    { id: 'slides' },
    { id: 'recon', detail: { nl: 'waaraan een record wordt herkend', en: 'what a record is recognised by' } },
  ],
  needs: ['verslagmaand', 'bsn', 'typeVoorziening', 'begindatum', 'einddatum'],
  uses: ['registratienummer', 'softwarepakket'],
  checkContinuity(header, { previous, missingCount, firstMissing }, { pack }, report) {
    if (missingCount === 0) return;
    const shown = firstMissing(SHOWN);
    const count = missingCount === 1 ? 'one' : missingCount === previous.running.length ? 'all' : 'many';
    report({
      ...header.placeOf(verslagmaandConcept(pack.manifest)),
      message: {
        key: isConversionOf(previous, header.value('softwarepakket'))
          ? `SRG-I104.conversie.${count}`
          : `SRG-I104.${count}`,
        parameters: {
          count: missingCount,
          shown: shown.length,
          previous: { month: previous.verslagmaand },
          end: { day: lastDayOf(previous.verslagmaand) },
        },
      },
      relatedInOtherFiles: shown.map((record) =>
        placeOf(record, { key: 'related.missing', parameters: wordsFor(record, pack) }),
      ),
      data: 'missing',
    });
  },
  checkStartChange(record, old, previous, _context, report) {
    const start = { day: old.start };
    report({
      range: record.rangeOf('begindatum'),
      message: {
        key: 'SRG-I104.startChanged',
        parameters: {
          old: start,
          now: { day: record.day('begindatum')! },
          previous: { month: previous.verslagmaand },
        },
      },
      severity: 'information',
      relatedInOtherFiles: [placeOf(old, { key: 'related.startLastMonth', parameters: { start } })],
      data: old,
    });
  },
  fixes(finding, context) {
    if (finding.data === 'missing') return fixesOfMissing(finding, context);
    const record = finding.record!;
    const old = finding.data as RunningRecord;
    const value = writtenDay(context.pack, 'begindatum', old.start);
    if (context.introducesFinding(record, new Map([['begindatum', value]]))) return [];
    const edits = replaceValue(context, record, 'begindatum', value);
    if (!edits) return [];
    return [{ title: { key: 'fix.restoreBegindatum', parameters: { day: { day: old.start } } }, edits }];
  },
};

function placeOf(record: RunningRecord, message: Message): PlaceInOtherFile {
  const { line, character, nameLength: length } = record;
  return { uri: record.file.uri, offset: record.from + 1, line, character, length, message };
}
