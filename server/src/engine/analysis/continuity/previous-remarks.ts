import type { PreviousDelivery } from '../../delivery/previous-delivery.ts';
import type { Message } from '../../messages/message.ts';
import { fileNameOf } from '../../text/uri.ts';
import type { DeliveryAnalysis } from '../delivery-analysis.ts';

/**
 * What the user is to know of the files of the month before: that some are of another gemeente, as after a merger, and
 * that some were named and are of another month, so that they don't count.
 */
export function remarksOnPrevious({ previous, header, verslagmaand }: DeliveryAnalysis): Message[] {
  if (!previous) return [];
  const gemeente = header?.value('gemeentecode');
  const counting = previous.verslagmaand + 1 === verslagmaand ? previous.files : [];
  const elsewhere = counting.filter(({ gemeentecode }) => gemeentecode !== undefined && gemeentecode !== gemeente);
  const passedOver = counting.length > 0 ? previous.ofOtherMonth : previous.files;
  const remarks: Message[] = [];
  if (elsewhere.length > 0 && gemeente !== undefined) {
    const codes = [...new Set(elsewhere.map(({ gemeentecode }) => gemeentecode!))];
    remarks.push({ key: 'previous.otherGemeente', parameters: { names: namesOf(elsewhere), codes: { list: codes } } });
  }
  if (passedOver.length > 0) remarks.push({ key: 'previous.otherMonth', parameters: { names: namesOf(passedOver) } });
  return remarks;
}

function namesOf(files: PreviousDelivery['files']) {
  return { list: files.map(({ uri }) => fileNameOf(uri)) };
}
