import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import type { Message, MessageParameter } from '../messages/message.ts';
import type { Side } from './side.ts';

/** What the reader should know before relying on a comparison; the most important first. */
export function remarksOn(old: Side, now: Side): Message[] {
  return [
    ...remarksOnHeaders(old.analysis, now.analysis),
    ...remarksOnSide(old, { key: 'compare.side.old' }),
    ...remarksOnSide(now, { key: 'compare.side.new' }),
  ];
}

function remarksOnHeaders(old: DeliveryAnalysis, now: DeliveryAnalysis): Message[] {
  const remarks: Message[] = [];
  const [oldCode, newCode] = [berichtgeverOf(old), berichtgeverOf(now)];
  if (oldCode !== undefined && newCode !== undefined && oldCode !== newCode) {
    const parameters = { old: inWords(old, oldCode), new: inWords(now, newCode) };
    remarks.push({ key: 'compare.remark.otherBerichtgever', parameters });
  }
  const [oldMonth, newMonth] = [old.verslagmaand, now.verslagmaand];
  if (oldMonth !== undefined && newMonth !== undefined) {
    const parameters = { old: { month: oldMonth }, new: { month: newMonth } };
    if (oldMonth > newMonth) remarks.push({ key: 'compare.remark.reversed', parameters });
    else if (newMonth - oldMonth > 1) remarks.push({ key: 'compare.remark.apart', parameters });
    else if (newMonth === oldMonth) {
      remarks.push({ key: 'compare.remark.sameMonth', parameters: { month: { month: newMonth } } });
    }
  }
  const [oldSoftware, newSoftware] = [old, now].map(({ header }) => header?.value('softwarepakket'));
  if (oldSoftware !== undefined && newSoftware !== undefined && oldSoftware !== newSoftware) {
    remarks.push({ key: 'compare.remark.conversie', parameters: { old: oldSoftware, new: newSoftware } });
  }
  if (old.pack !== now.pack) {
    const parameters = { old: old.pack.manifest.title, new: now.pack.manifest.title };
    remarks.push({ key: 'compare.remark.otherPack', parameters });
  }
  return remarks;
}

function remarksOnSide(side: Side, name: MessageParameter): Message[] {
  const remarks: Message[] = [];
  const counted = (key: Message['key'], count: number) => {
    if (count > 0) remarks.push({ key, parameters: { side: name, count } });
  };
  if (side.analysis.verslagmaand === undefined) {
    remarks.push({ key: 'compare.remark.noMonth', parameters: { side: name } });
  }
  if (!side.wellFormed) remarks.push({ key: 'compare.remark.malformed', parameters: { side: name } });
  else if (side.records.length === 0) remarks.push({ key: 'compare.remark.empty', parameters: { side: name } });
  counted('compare.remark.unreadable', side.unreadable);
  counted('compare.remark.invalid', side.invalid);
  counted('compare.remark.duplicates', side.duplicates);
  return remarks;
}

function berichtgeverOf({ header }: DeliveryAnalysis): string | undefined {
  return header?.value('gemeentecode') ?? header?.value('berichtgevercode');
}

function inWords({ pack }: DeliveryAnalysis, code: string): string {
  const known = pack.gemeenten.get(code);
  return known ? `${code} (${known.naam})` : code;
}
