import en from '../../../../l10n/en.json' with { type: 'json' };
import nl from '../../../../l10n/nl.json' with { type: 'json' };
import { partsOf } from '../delivery/day.ts';
import { legible } from '../privacy/legible.ts';
import { maskBsn, maskText } from '../privacy/mask.ts';
import { fillIn } from './fill-in.ts';

export type Language = 'nl' | 'en';

/** The key of a text that stands in both catalogues. */
export type MessageKey = keyof typeof nl & keyof typeof en;

/**
 * A value in a message. A `day` is days since 1970-01-01, a `month` twelve times the year plus the month from 0, a
 * `monthName` the number of a month from 1; `key` is another message; `words` are a pack's own, in both languages.
 * Where the reader must not see BSNs, a `bsn` is what stands in the place of one, whatever it is; a `text` is masked
 * where one of its `bsns` stands in it, and it and any string where something like a BSN does.
 */
export type MessageParameter =
  | string
  | number
  | { readonly day: number }
  | { readonly month: number }
  | { readonly monthName: number }
  | Message
  | { readonly bsn: string }
  | { readonly text: string; readonly bsns: readonly string[] }
  | { readonly words: Readonly<Record<Language, string>> }
  | { readonly list: readonly MessageParameter[] };

/** A text for the user, in no language yet. */
export interface Message {
  readonly key: MessageKey;
  readonly parameters?: Readonly<Record<string, MessageParameter>>;
}

export interface MessageOptions {
  readonly language: Language;
  /** Leave everything that may be a BSN unreadable. */
  readonly maskBsn: boolean;
}

/** For what anybody may come to see: a notification, the problems of a file. */
export function masked(language: Language): MessageOptions {
  return { language, maskBsn: true };
}

export const CATALOGUES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { nl, en };
const MONTHS: Record<Language, readonly string[]> = {
  nl: 'januari februari maart april mei juni juli augustus september oktober november december'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

/** Whether there is a text of that key, in both languages. */
export function hasMessage(key: string): key is MessageKey {
  return Object.hasOwn(nl, key);
}

/** So many of something, in words. */
export function countMessage(
  what: 'record' | 'error' | 'warning' | 'information' | 'suppressed' | 'finding' | 'accepted' | 'more',
  n: number,
): Message {
  return n === 1 ? { key: `count.${what}.one` } : { key: `count.${what}.many`, parameters: { n } };
}

/** The message as a sentence. A parameter that is missing stays visible as `{name}`. */
export function formatMessage(message: Message, options: MessageOptions): string {
  const template = CATALOGUES[options.language][message.key] ?? message.key;
  return fillIn(template, (name) => {
    const value = message.parameters?.[name];
    return value === undefined ? undefined : formatParameter(value, options);
  });
}

/** Of what stands in a file no more than this is told: a name may be a megabyte. */
const LONGEST_TOLD = 2_000;

function told(text: string): string {
  return legible(text.length > LONGEST_TOLD ? `${text.slice(0, LONGEST_TOLD)}…` : text);
}

function formatParameter(value: MessageParameter, options: MessageOptions): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return told(options.maskBsn ? maskText(value) : value);
  if ('day' in value) return formatDayInWords(value.day, options.language);
  if ('month' in value) return `${MONTHS[options.language][value.month % 12]} ${Math.floor(value.month / 12)}`;
  if ('monthName' in value) return MONTHS[options.language][value.monthName - 1] ?? '';
  if ('key' in value) return formatMessage(value, options);
  if ('words' in value) return value.words[options.language];
  if ('bsn' in value) return told(options.maskBsn ? maskBsn(value.bsn) : value.bsn);
  if ('text' in value) return told(options.maskBsn ? maskText(value.text, value.bsns) : value.text);
  return value.list.map((item) => formatParameter(item, options)).join(', ');
}

/** `1 maart 2025`, `1 March 2025` */
export function formatDayInWords(day: number, language: Language): string {
  const parts = partsOf(day);
  return `${parts.day} ${MONTHS[language][parts.month - 1]} ${parts.year}`;
}
