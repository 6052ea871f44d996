import { delivery, record } from '../delivery.ts';

/** A file as somebody might send it to do harm, or by accident. */
export interface HostileFile {
  readonly name: string;
  /** @param bytes about as many as it is to be long */
  content(bytes: number): string | Buffer;
  /** A finding that `srg check` must have; the empty string where there is nothing wrong with it. */
  readonly code: string;
  /** Of `srg check`. */
  readonly status: 0 | 1 | 2;
  /** Of the file; `.srg.xml` unless it says otherwise. */
  readonly extension?: string;
  /** What an editor can't open: these are bytes. */
  readonly isBytes?: boolean;
}

/** A part so often that it is as long as asked. */
export const times = (part: string, bytes: number) => part.repeat(Math.ceil(bytes / part.length));
/** So many numbered parts as fit. */
export const numbered = (bytes: number, of: (i: number) => string) => {
  const parts: string[] = [];
  for (let i = 0, length = 0; length < bytes; i++) length += parts[parts.push(of(i)) - 1]!.length;
  return parts.join('');
};
/** A right delivery with something in place of, or behind, a part of it. */
export const RIGHT = delivery([record({ nummer: 'N-1' })]);
export const inRecord = (rest: string) => delivery([record({ nummer: 'N-1', rest })]);
export const withNumber = (nummer: string) => delivery([record({ nummer })]);
export const inStartTag = (attributes: string) => RIGHT.replace('<Voorziening>', () => `<Voorziening ${attributes}>`);
export const before = (part: string) => part + RIGHT;
export const behindHeader = (part: string) => RIGHT.replace('<Voorzieningen>', (tag) => tag + part);

export type Of = (bytes: number) => string;
export const file = (
  name: string,
  content: HostileFile['content'],
  code = 'SRG-T001',
  more: Partial<HostileFile> = {},
): HostileFile => ({ name, content, code, status: code === '' ? 0 : 1, ...more });
export const t2 = (name: string, content: Of) => file(name, content, 'SRG-T002');
