import { formatMessage, type Language, type MessageKey } from '../../../server/src/engine/messages/message.ts';
import type { DocumentStatus } from '../../../server/src/protocol/status.ts';

/** What the status bar says of the document in the active editor. */
export interface VerdictWords {
  /** With an icon in front. */
  readonly text: string;
  /** For a screen reader, without. */
  readonly spoken: string;
  readonly color: 'error' | 'warning' | undefined;
}

type VerdictKey = Extract<MessageKey, `report.verdict.${string}`>;

const ICON: Partial<Record<VerdictKey, string>> = {
  'report.verdict.afkeur': '$(error)',
  'report.verdict.contact': '$(warning)',
  'report.verdict.goedgekeurd': '$(pass)',
  'report.verdict.niet-te-beoordelen': '$(question)',
  'report.verdict.open': '$(sync~spin)',
};

const COLOR: Partial<Record<VerdictKey, VerdictWords['color']>> = {
  'report.verdict.afkeur': 'error',
  'report.verdict.niet-te-beoordelen': 'error',
  'report.verdict.contact': 'warning',
};

/** The verdict in plain sight, with the number of all findings and not of those that are shown. */
export function verdictWords(status: DocumentStatus, language: Language): VerdictWords {
  const say = (key: MessageKey) => formatMessage({ key }, { language, maskBsn: false });
  const key = keyOf(status);
  const isUnknown = 'pack' in status && !status.pack;
  const verdict = say(isUnknown ? 'client.verdict.unknownFormat' : key);
  const findings = 'findings' in status ? status.findings : undefined;
  const total = findings ? findings.error + findings.warning + findings.information : 0;
  const count = total > 0 && !isUnknown ? ` · ${total.toLocaleString(language)}` : '';
  const spoken = `SRG: ${verdict}${count}`;
  const icon = ICON[key];
  return { text: icon ? `${icon} ${spoken}` : spoken, spoken, color: COLOR[key] };
}

function keyOf(status: DocumentStatus): VerdictKey {
  if ('failed' in status) return 'report.verdict.niet-te-beoordelen';
  if ('packs' in status) return 'report.verdict.stylesheet';
  if ('part' in status || status.template) return 'report.verdict.sjabloon';
  if (status.work === 'going on') return 'report.verdict.open';
  return status.verdict ? `report.verdict.${status.verdict}` : 'report.verdict.niet-te-beoordelen';
}
