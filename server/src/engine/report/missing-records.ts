import { remarksOnPrevious } from '../analysis/continuity/previous-remarks.ts';
import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { isConversionOf } from '../delivery/continuity.ts';
import { formatMessage, type MessageOptions } from '../messages/message.ts';
import { codeOf } from '../packs/load-pack.ts';
import { shownBsn, shownText } from '../privacy/mask.ts';
import { fileNameOf } from '../text/uri.ts';
import type { ReportOptions } from './report-options.ts';

/** Records that ran at the end of last month and are not in this delivery. */
export interface MissingRecords {
  /** The name of last month's file; those of several with commas. */
  readonly from: string;
  /** What the reader is to know of these files, in words. */
  readonly remarks: readonly string[];
  /** That file names another software package, so that this looks like a conversion. */
  readonly isConversion: boolean;
  /** The first ones, in the order of that file. */
  readonly records: readonly {
    readonly bsn: string;
    readonly type: string;
    readonly label: string | undefined;
    /** In words. */
    readonly start: string;
    readonly registratienummer: string | undefined;
  }[];
  /** How many there are beside those. */
  readonly hidden: number;
}

/** undefined where there is no delivery of the month before, or not all is known. */
export function missingOf(
  analysis: DeliveryAnalysis,
  options: MessageOptions & Pick<ReportOptions, 'maxMissing'>,
): MissingRecords | undefined {
  const isKnown = analysis.choice.kind === 'known' && analysis.done;
  const facts = isKnown ? analysis.continuityFacts : undefined;
  if (!facts) return undefined;
  const { files } = facts.previous;
  const shown = facts.firstMissing(options.maxMissing ?? Number.POSITIVE_INFINITY);
  return {
    from: files.map(({ uri }) => fileNameOf(uri)).join(', '),
    remarks: remarksOnPrevious(analysis).map((remark) => formatMessage(remark, options)),
    isConversion: isConversionOf(facts.previous, analysis.header?.value('softwarepakket')),
    records: shown.map(({ bsn, type, start, number, file: { pack } }) => ({
      bsn: shownBsn(bsn, options)!,
      type,
      label: codeOf(pack, 'typeVoorziening', type)?.label,
      start: formatMessage({ key: 'report.onDay', parameters: { day: { day: start } } }, options),
      registratienummer: shownText(number, options),
    })),
    hidden: facts.missingCount - shown.length,
  };
}
