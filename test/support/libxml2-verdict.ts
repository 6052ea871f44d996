import { XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm';
import type { Pack } from '../../server/src/engine/packs/load-pack.ts';

/** What libxml2 makes of a whole document: `unknown` where it can't read its encoding. */
export type Libxml2Verdict = 'accepted' | 'refused' | 'unknown';

/** Judges documents by the XSD of a pack, with nothing of ours in between. Namespaces count; the form of an address doesn't. */
export class Libxml2Judge {
  private readonly validator: XsdValidator;

  constructor(pack: Pack) {
    const xsd = XmlDocument.fromString(pack.files.schema!.text);
    this.validator = XsdValidator.fromDoc(xsd);
    xsd.dispose();
  }

  verdictOn(bytes: Uint8Array): Libxml2Verdict {
    // Without the file's own mark libxml2 would take the first one of the text for that.
    const messages = messagesOf(() => XmlDocument.fromBuffer(bytes).dispose());
    if (messages.some((message) => /unsupported encoding/i.test(message))) return 'unknown';
    if (messages.some((message) => !message.includes('is not a valid URI'))) return 'refused';
    // Behind an address that it doesn't like it gives no document, but for the asking.
    const document = XmlDocument.fromBuffer(bytes, { option: NO_REPORT });
    const errors = messagesOf(() => this.validator.validate(document));
    document.dispose();
    return errors.length > 0 ? 'refused' : 'accepted';
  }

  dispose(): void {
    this.validator.dispose();
  }
}

/** XML_PARSE_NOERROR */
const NO_REPORT = 32;

function messagesOf(act: () => void): string[] {
  try {
    act();
    return [];
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    const { details } = error;
    return details.length > 0
      ? details.filter(({ level }) => level > 1).map(({ message }) => message)
      : [error.message];
  }
}
