import {
  formatMessage,
  type Language,
  type Message,
  type MessageKey,
} from '../../../server/src/engine/messages/message.ts';
import type {
  DeliveryStatus,
  DocumentStatus,
  StylesheetStatus,
  TemplatePartStatus,
} from '../../../server/src/protocol/status.ts';

/** What one line of the status says, and where a click should lead. The editor cuts it at some 70 characters. */
export interface StatusLine<Target = unknown> {
  readonly text: string;
  /** With icons, because there is little room. */
  readonly detail: string;
  /** All of it in words, for a screen reader. */
  readonly spoken: string;
  readonly severity: Severity;
  readonly target: Target;
}

/** What the status says of a document. */
export interface StatusWords extends StatusLine<'problems' | 'packs'> {
  /** Work on the delivery goes on. */
  readonly busy: boolean;
  /** What a delivery is held against: its format, and the delivery of the month before. */
  readonly heldAgainst?: StatusLine<Uri | 'previous' | undefined>;
  /** The format that it is judged by, where others fit or one was chosen. */
  readonly pack?: StatusLine<'choosePack'>;
  /** The rules that the verdict says nothing of; absent where it says something of all. */
  readonly notChecked?: StatusLine<'report'>;
}

/** The address of a file. */
type Uri = { readonly uri: string };

/** So much of a file's name is seen. */
const LONGEST_NAME = 20;

/** So many rules that were not checked are named where there is little room. */
const NAMED_CODES = 3;

const ICON = { error: '$(error)', warning: '$(warning)', information: '$(info)' };

type Severity = 'error' | 'warning' | 'information';
type Countable = Severity | 'record';
type Say = (key: MessageKey, parameters?: NonNullable<Message['parameters']>) => string;

export function statusWords(status: DocumentStatus, language: Language): StatusWords {
  if ('failed' in status) return failedWords(language);
  if ('part' in status) return partWords(status, language);
  return 'packs' in status ? stylesheetWords(status, language) : deliveryWords(status, language);
}

/** Words of a language, and findings told in them, the most severe first. */
function wordsIn(language: Language, findings: DeliveryStatus['findings']) {
  const say: Say = (key, parameters = {}) => formatMessage({ key, parameters }, { language, maskBsn: false });
  const count = (what: Countable, n: number) =>
    n === 1 ? say(`count.${what}.one`) : say(`count.${what}.many`, { n: n.toLocaleString(language) });
  const severities = (['error', 'warning', 'information'] as const).filter((severity) => findings[severity] > 0);
  const inIcons = severities.map((severity) => `${ICON[severity]} ${findings[severity].toLocaleString(language)}`);
  const inWords = severities.map((severity) => count(severity, findings[severity]));
  return { say, count, severities, inIcons: inIcons.join(' '), inWords: inWords.join(', ') };
}

function failedWords(language: Language): StatusWords {
  const say = (key: MessageKey) => formatMessage({ key }, { language, maskBsn: false });
  const [text, detail] = [say('client.status.failed'), say('client.status.failed.detail')];
  return { text, detail, spoken: `${text}, ${detail}`, severity: 'error', target: 'problems', busy: false };
}

function partWords({ part }: TemplatePartStatus, language: Language): StatusWords {
  const say = (key: MessageKey) => formatMessage({ key, parameters: { part } }, { language, maskBsn: false });
  const [text, detail] = [say('client.status.templatePart'), say('client.status.templatePart.detail')];
  return { text, detail, spoken: `${text}, ${detail}`, severity: 'information', target: 'problems', busy: false };
}

function stylesheetWords({ packs, findings, shown, isTooLong }: StylesheetStatus, language: Language): StatusWords {
  const { say, severities, inIcons, inWords } = wordsIn(language, findings);
  const text = say('client.status.stylesheet');
  const nothing = say(isTooLong ? 'client.status.stylesheet.tooLong' : 'client.status.noFindings');
  const limited = limitedIn(say, shown, language);
  const details = (found: string, names: readonly string[], seen: boolean) =>
    [found || nothing, seen ? limited.seen : limited.spoken, ...names].filter((part) => part !== '').join(' · ');
  const ids = packs.map(({ id }) => id);
  const titles = packs.map(({ title }) => title);
  return {
    text,
    detail: details(inIcons, ids, true),
    spoken: `${text}, ${details(inWords, titles, false)}`,
    severity: severities[0] ?? 'information',
    target: 'problems',
    busy: false,
  };
}

function deliveryWords(status: DeliveryStatus, language: Language): StatusWords {
  const { berichtgever, verslagmaand, findings, shown } = status;
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
  const busy = status.work === 'going on';
  // The software that fills in a template fills in these as well.
  const isMissed = !status.template;
  const named = berichtgever?.naam ?? berichtgever?.code ?? (isMissed ? say('client.status.noBerichtgever') : '');
  const noMonth = isMissed ? say('client.status.noMonth') : '';
  const month = verslagmaand === undefined ? noMonth : say('client.status.month', { month: { month: verslagmaand } });
  const text = [named, month].filter((part) => part !== '').join(' · ') || say('client.status.templateAlone');
  const limited = limitedIn(say, shown, language);
  const verdict = status.work === 'done' && status.verdict ? say(`report.verdict.${status.verdict}`) : '';
  const details = (found: string, seen: boolean) =>
    [
      verdict,
      count('record', status.records),
      severities.length > 0 ? found : busy ? '' : say('client.status.noFindings'),
      busy ? say('client.status.busy') : '',
      status.work === 'halted' ? say('client.status.halted') : '',
      seen ? limited.seen : limited.spoken,
      status.template ? say('client.status.template') : '',
    ]
      .filter((part) => part !== '')
      .join(' · ');
  return {
    text,
    detail: details(inIcons, true),
    spoken: `${text}, ${details(inWords, false)}`,
    severity: severities[0] ?? 'information',
    target: 'problems',
    busy,
    heldAgainst: heldAgainst(say, status.pack, status),
    pack: packWords(say, status.pack, status),
    ...notCheckedIn(say, status.notChecked),
  };
}

/** The pack, and that the user has chosen it, or what else fits. */
function packWords(
  say: Say,
  { id, title }: NonNullable<DeliveryStatus['pack']>,
  { fitting = [], chosen }: DeliveryStatus,
): NonNullable<StatusWords['pack']> {
  const isChosen = fitting.some(({ key }) => key === chosen);
  const own = fitting.find((pack) => (isChosen ? pack.key === chosen : pack.id === id));
  const others = fitting.filter((pack) => pack !== own).map((pack) => pack.title);
  const more = others.length > 0 ? say('client.status.pack.others', { titles: { list: others } }) : '';
  const detail = isChosen ? say('client.status.pack.chosen') : more;
  const spoken = detail === '' ? title : `${title}, ${detail}`;
  return { text: title, detail, spoken, severity: 'information', target: 'choosePack' };
}

function heldAgainst(
  say: Say,
  { id, title }: NonNullable<DeliveryStatus['pack']>,
  { previous }: DeliveryStatus,
): NonNullable<StatusWords['heldAgainst']> {
  if (!previous) return { text: title, detail: '', spoken: title, severity: 'information', target: undefined };
  const { state } = previous;
  if (state === 'found') {
    const { uri, name, others, remarks } = previous;
    const more = others > 0 ? ` +${others}` : '';
    const short = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
    const detail = say('client.status.previous.found', { name: short + more });
    const told = remarks.map(({ key, parameters }) => say(key, parameters));
    const spoken = [title, say('client.status.previous.found', { name: name + more }), ...told].join(', ');
    return { text: id, detail, spoken, severity: told.length > 0 ? 'warning' : 'information', target: { uri } };
  }
  const spoken = `${title}, ${say(`client.status.previous.${state}`)}`;
  const severity = state === 'otherMonth' ? 'warning' : 'information';
  const detail = say(`client.status.previous.${state}.short`);
  return { text: id, detail, spoken, severity, target: 'previous' };
}

/** The rules that the verdict says nothing of; that there is no delivery of last month is told beside it. */
function notCheckedIn(say: Say, notChecked: DeliveryStatus['notChecked']): Pick<StatusWords, 'notChecked'> {
  const codes = notChecked.filter(({ reason }) => reason !== 'previous').map(({ code }) => code);
  if (codes.length === 0) return {};
  const short = codes.map((code) => code.replace('SRG-', ''));
  const seen = short.length > NAMED_CODES ? [...short.slice(0, NAMED_CODES), `+${short.length - NAMED_CODES}`] : short;
  return {
    notChecked: {
      text: say('client.status.notChecked', { codes: { list: seen } }),
      detail: '',
      spoken: say('client.status.notChecked', { codes: { list: codes } }),
      severity: 'information',
      target: 'report',
    },
  };
}

/** That not all findings are shown: in few words where it is seen. */
function limitedIn(say: Say, shown: number | undefined, language: Language): { seen: string; spoken: string } {
  if (shown === undefined) return { seen: '', spoken: '' };
  const parameters = { shown: shown.toLocaleString(language) };
  return { seen: say('client.status.limited.short', parameters), spoken: say('client.status.limited', parameters) };
}
