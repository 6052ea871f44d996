import type { Message } from '../../messages/message.ts';
import { encodingNamed, isSameEncoding } from '../../text/encodings.ts';
import type { TextRange } from '../../text/text-range.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** Why a text is not the one that its XML declaration tells of. */
export type Misread =
  /** Characters were lost in decoding. `opened` is what the editor reads it in, as far as that is known. */
  | { readonly kind: 'encoding'; readonly declared: string; readonly opened: string | undefined }
  /** The same, and no other encoding is known to have them. */
  | { readonly kind: 'lost'; readonly declared: string; readonly opened: string | undefined }
  /** The editor reads and writes it in another encoding. */
  | { readonly kind: 'openedAs'; readonly declared: string; readonly opened: string };

/** Why a document, or a part of it, could not be judged. */
export type NotJudged =
  | Misread
  /** It is larger, in MB, than can be taken in here. */
  | { readonly kind: 'tooLarge'; readonly size: number }
  /** The schema pack can't be used. */
  | { readonly kind: 'pack'; readonly problem: string }
  /** Where the pack has its records there are elements, and none of them is a record. */
  | { readonly kind: 'noRecords'; readonly path: string }
  /** Validating by the schema of the pack `title` took too long, and was called off. */
  | { readonly kind: 'slowSchema'; readonly title: string }
  /** libxml2 gave up on it, or on one record, by the schema of the pack `title`. */
  | { readonly kind: 'limited'; readonly title: string; readonly of: 'file' | 'record' }
  | { readonly kind: 'openRecord'; readonly title: string }
  /** The schema of the pack `title` was drafted from deliveries: there is no official one. */
  | { readonly kind: 'draft'; readonly title: string }
  /** Something failed inside: an error of this name. */
  | { readonly kind: 'failed'; readonly name: string };

/** What the product has to say of itself: that nobody can tell what CBS would do with the document, and why. */
export const t006: Rule = {
  code: 'SRG-T006',
  name: { nl: 'niet te beoordelen', en: "can't be judged" },
  summary: {
    nl: 'het bestand kon worden beoordeeld, en helemaal',
    en: 'the file could be judged, and as a whole',
  },
  severity: 'error',
  consequence: 'niet-te-beoordelen',
  provenance: [{ id: 'eigen' }],
  needs: [],
  fixes({ data }) {
    const reason = data as NotJudged;
    const reopen = isMisread(reason) ? reopeningIn(reason) : undefined;
    if (reopen === undefined) return [];
    return [
      { title: { key: 'fix.reopen', parameters: { declared: reopen } }, edits: [], reopenIn: reopen, preferred: true },
    ];
  },
};

function isMisread(reason: NotJudged): reason is Misread {
  return reason.kind === 'encoding' || reason.kind === 'lost' || reason.kind === 'openedAs';
}

/** The encoding to open it in again; undefined where that is the one that it was opened with, or is none. */
export function reopeningIn({ kind, declared, opened = 'UTF-8' }: Misread): string | undefined {
  if (kind === 'lost') return undefined;
  return isSameEncoding(declared, opened) || encodingNamed(declared) === undefined ? undefined : declared;
}

/** The finding on what could not be judged. */
export function draftOfNotJudged(reason: NotJudged, range: TextRange): FindingDraft {
  return { range, message: messageOfNotJudged(reason), data: reason };
}

/** The same where there is no analysis to find it. */
export function messageOfNotJudged(reason: NotJudged): Message {
  switch (reason.kind) {
    case 'tooLarge':
      return { key: 'SRG-T006.tooLarge', parameters: { size: reason.size } };
    case 'pack':
      return { key: 'SRG-T006.pack', parameters: { problem: reason.problem } };
    case 'noRecords':
      return { key: 'SRG-T006.noRecords', parameters: { path: reason.path } };
    case 'slowSchema':
      return { key: 'SRG-T006.slowSchema', parameters: { title: reason.title } };
    case 'limited':
      return { key: `SRG-T006.limited.${reason.of}`, parameters: { title: reason.title } };
    case 'openRecord':
      return { key: 'SRG-T006.openRecord', parameters: { title: reason.title } };
    case 'draft':
      return { key: 'SRG-T006.draft', parameters: { title: reason.title } };
    case 'encoding':
      return { key: 'SRG-T006.encoding', parameters: { declared: reason.declared } };
    case 'lost':
      return isSameEncoding(reason.declared, 'UTF-8')
        ? { key: 'SRG-T006.lost' }
        : { key: 'SRG-T006.lost.saved', parameters: { declared: reason.declared } };
    case 'openedAs':
      return { key: 'SRG-T006.openedAs', parameters: { declared: reason.declared, opened: reason.opened } };
    case 'failed':
      return { key: 'SRG-T006.failed', parameters: { name: reason.name } };
  }
}
