import { titleOf, verdictKind } from './html/head-section.ts';
import { wordsIn } from './html/words.ts';
import type { Report } from './report.ts';

/** So many kinds of problem are named in a letter. */
const MOST_KINDS = 10;

/** A letter to go with a report, as text to paste into a mail: what was found, what to do, and what is asked. */
export function letterOn(report: Report): string {
  const words = wordsIn(report.language);
  const { say, number } = words;
  const { kinds, records, name, made } = report;
  const kind = verdictKind(report);
  const verdict = say(`report.verdict.${kind}`);
  const delivery = titleOf(report, words);
  const found = kinds.slice(0, MOST_KINDS).map(({ title, weight, advice }, index) => {
    const count = say(weight === 1 ? 'count.finding.one' : 'count.finding.many', { n: number(weight) });
    return `${index + 1}. ${title} (${count}).${advice === undefined ? '' : ` ${advice}`}`;
  });
  const more = kinds.length - found.length;
  const asks = kind === 'afkeur' || kind === 'contact' || kind === 'niet-te-beoordelen' ? kind : 'none';
  const paragraphs = [
    say('letter.subject', { delivery, verdict }),
    say('letter.salutation'),
    say('letter.checked', { delivery, name, records: number(records), verdict }),
    ...(found.length > 0 ? [[say('letter.found'), ...found].join('\n')] : [say('letter.nothing')]),
    ...(more > 0 ? [say('letter.more', { count: number(more) })] : []),
    [say('letter.attached'), ...(made?.sha256 ? [say('letter.sha256', { sha256: made.sha256 })] : [])].join(' '),
    say(`letter.ask.${asks}`),
    say('letter.closing'),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}
