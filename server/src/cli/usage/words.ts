import en from '../../../../l10n/cli.en.json' with { type: 'json' };
import nl from '../../../../l10n/cli.nl.json' with { type: 'json' };
import { fillIn } from '../../engine/messages/fill-in.ts';
import type { Language } from '../../engine/messages/message.ts';

/** The key of a text of the command line, that stands in both catalogues. */
export type WordKey = keyof typeof nl & keyof typeof en;

/** Gives a text of the command line, in the language of the run. */
export type Say = (key: WordKey, parameters?: Readonly<Record<string, string | number>>) => string;

const CATALOGUES: Record<Language, Record<WordKey, string>> = { nl, en };

export function wordsIn(language: Language): Say {
  return (key, parameters = {}) => fillIn(CATALOGUES[language][key], (name) => parameters[name]?.toString());
}
