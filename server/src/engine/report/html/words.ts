import { formatMessage, type Language, type MessageKey, type MessageParameter } from '../../messages/message.ts';

/** The words and numbers of a page in one language. */
export interface Words {
  readonly language: Language;
  say(key: MessageKey, parameters?: Readonly<Record<string, MessageParameter>>): string;
  /** `25.000` in Dutch, `25,000` in English. */
  number(value: number): string;
  /** A part of a whole in percents: `12,5%`. */
  share(part: number, whole: number): string;
}

export function wordsIn(language: Language): Words {
  const whole = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  return {
    language,
    // The report's data are masked where they have to be, so nothing is left to mask here.
    say: (key, parameters = {}) => formatMessage({ key, parameters }, { language, maskBsn: false }),
    number: (value) => whole.format(value),
    share: (part, of) => percent.format(of === 0 ? 0 : part / of),
  };
}
