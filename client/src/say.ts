import { workspace } from 'vscode';
import { formatMessage, type Language, type Message } from '../../server/src/engine/messages/message.ts';

/** The language that the user set for the product; VS Code's own is English for nearly every Dutch user. */
export function language(): Language {
  return workspace.getConfiguration('srg').get('language') === 'en' ? 'en' : 'nl';
}

/** A text for the user, in the user's language. */
export function say(key: Message['key'], parameters: NonNullable<Message['parameters']> = {}): string {
  return formatMessage({ key, parameters }, { language: language(), maskBsn: false });
}
