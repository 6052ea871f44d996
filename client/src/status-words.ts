import type { DeliveryStatus, StylesheetStatus } from '../../server/src/features/status.ts';
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

type Severity = 'error' | 'warning' | 'information';
type Countable = Severity | 'record';

export function statusWords(status: DeliveryStatus | StylesheetStatus, language: Language): StatusWords {
  return 'packs' in status ? stylesheetWords(status, language) : deliveryWords(status, language);
}

/** Words of a language, and findings told in them, the most severe first. */
function wordsIn(language: Language, findings: DeliveryStatus['findings']) {
  const say = (key: MessageKey, parameters: NonNullable<Message['parameters']> = {}) =>
    formatMessage({ key, parameters }, { language, maskBsn: false });
  const count = (what: Countable, n: number) =>
    n === 1 ? say(`count.${what}.one`) : say(`count.${what}.many`, { n: n.toLocaleString(language) });
  const severities = (['error', 'warning', 'information'] as const).filter((severity) => findings[severity] > 0);
  const inIcons = severities.map((severity) => `${ICON[severity]} ${findings[severity].toLocaleString(language)}`);
  const inWords = severities.map((severity) => count(severity, findings[severity]));
  return { say, count, severities, inIcons: inIcons.join(' '), inWords: inWords.join(', ') };
}

function stylesheetWords({ packs, findings, shown, isTooLong }: StylesheetStatus, language: Language): StatusWords {
  const { say, severities, inIcons, inWords } = wordsIn(language, findings);
  const text = say('client.status.stylesheet');
  const nothing = say(isTooLong ? 'client.status.stylesheet.tooLong' : 'client.status.noFindings');
  const limited = shown === undefined ? [] : [say('client.status.limited', { shown: shown.toLocaleString(language) })];
  const details = (found: string, names: readonly string[]) => [found || nothing, ...limited, ...names].join(' · ');
  const ids = packs.map(({ id }) => id);
  const titles = packs.map(({ title }) => title);
  return {
    text,
    detail: details(inIcons, ids),
    spoken: `${text}, ${details(inWords, titles)}`,
    severity: severities[0] ?? 'information',
    target: 'problems',
    busy: false,
  };
}

function deliveryWords(status: DeliveryStatus, language: Language): StatusWords {
  const { berichtgever, verslagmaand, findings, shown, previous } = status;
  const { say, count, severities, inIcons, inWords } = wordsIn(language, findings);
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
  // The software that fills in a template fills in these as well.
  const isMissed = !status.template;
  const named = berichtgever?.naam ?? berichtgever?.code ?? (isMissed ? say('client.status.noBerichtgever') : '');
  const noMonth = isMissed ? say('client.status.noMonth') : '';
  const month = verslagmaand === undefined ? noMonth : say('client.status.month', { month: { month: verslagmaand } });
  const text = [named, month].filter((part) => part !== '').join(' · ') || say('client.status.templateAlone');
  const details = (found: string, pack: string) =>
    [
      count('record', status.records),
      severities.length > 0 ? found : busy ? '' : say('client.status.noFindings'),
      busy ? say('client.status.busy') : '',
      status.work === 'halted' ? say('client.status.halted') : '',
      shown === undefined ? '' : say('client.status.limited', { shown: shown.toLocaleString(language) }),
      previous === undefined ? '' : say(`client.status.previous.${previous.state}`, { ...previous }),
      status.template ? say('client.status.template') : '',
      pack,
    ]
      .filter((part) => part !== '')
      .join(' · ');
  return {
    text,
    detail: details(inIcons, id),
    spoken: `${text}, ${details(inWords, title)}`,
    severity: severities[0] ?? 'information',
    target: 'problems',
    busy,
  };
}
