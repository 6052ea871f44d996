import type { DeliveryStatus } from '../../server/src/features/status.ts';
import { formatMessage, type Language, type Message, type MessageKey } from '../../server/src/messages/message.ts';

/** What the status item says of a delivery, and where a click should lead. */
export interface StatusWords {
  readonly text: string;
  /** With icons, because there is little room. */
  readonly detail: string;
  /** All of it in words, for a screen reader. */
  readonly spoken: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly target: 'problems' | 'packs';
  /** Work on the delivery goes on. */
  readonly busy: boolean;
}

const ICON = { error: '$(error)', warning: '$(warning)', information: '$(info)' };

type Countable = 'error' | 'warning' | 'information' | 'record';

export function statusWords(status: DeliveryStatus, language: Language): StatusWords {
  const say = (key: MessageKey, parameters: NonNullable<Message['parameters']> = {}) =>
    formatMessage({ key, parameters }, { language, maskBsn: false });
  const count = (what: Countable, n: number) =>
    n === 1 ? say(`count.${what}.one`) : say(`count.${what}.many`, { n: n.toLocaleString(language) });

  if (!status.pack) {
    const text = say('client.status.unknownFormat');
    const detail = say('client.status.unknownFormat.detail');
    return {
      text,
      detail,
      spoken: `${text}, ${detail}`,
      severity: 'error',
      target: 'packs',
      busy: false,
    };
  }
  const { id, title } = status.pack;
  const busy = status.work === 'going on';
  const { berichtgever, verslagmaand, findings, shown, previous } = status;
  const severities = (['error', 'warning', 'information'] as const).filter((severity) => findings[severity] > 0);
  const text = [
    berichtgever ? (berichtgever.naam ?? berichtgever.code) : say('client.status.noBerichtgever'),
    verslagmaand === undefined
      ? say('client.status.noMonth')
      : say('client.status.month', { month: { month: verslagmaand } }),
  ].join(' · ');
  const details = (found: string, pack: string) =>
    [
      count('record', status.records),
      severities.length > 0 ? found : busy ? '' : say('client.status.noFindings'),
      busy ? say('client.status.busy') : '',
      status.work === 'halted' ? say('client.status.halted') : '',
      shown === undefined ? '' : say('client.status.limited', { shown: shown.toLocaleString(language) }),
      previous === undefined ? '' : say(`client.status.previous.${previous}`),
      status.template ? say('client.status.template') : '',
      pack,
    ]
      .filter((part) => part !== '')
      .join(' · ');
  return {
    text,
    detail: details(
      severities.map((severity) => `${ICON[severity]} ${findings[severity].toLocaleString(language)}`).join(' '),
      id,
    ),
    spoken: `${text}, ${details(severities.map((severity) => count(severity, findings[severity])).join(', '), title)}`,
    severity: severities[0] ?? 'information',
    target: 'problems',
    busy,
  };
}
