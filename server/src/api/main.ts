import { checkFiles } from '../cli/checking/check-files.ts';
import type { Input } from '../cli/files/input.ts';
import { isTooLarge } from '../cli/files/inputs.ts';
import { describeUnexpected } from '../cli/output.ts';
import { fileToJson } from '../cli/reporters/json.ts';
import type { Reporter } from '../cli/reporters/report.ts';
import { wordsIn } from '../cli/usage/words.ts';
import type { Pack } from '../engine/packs/load-pack.ts';
import { loadShippedPacks } from '../node/shipped-packs.ts';
import { SrgError } from './error.ts';
import { checkOptions, settingsFrom } from './options.ts';
import type * as api from './srg-xml.d.ts';

/** The folder of the package: this is dist/api.mjs. */
const root = new URL('../', import.meta.url);
const schemas = new URL('schemas/', root);
const validationWorker = new URL('dist/validation-worker.mjs', root);

let shipped: Promise<readonly Pack[]> | undefined;

export { SrgError };

export const checkText: typeof api.checkText = async (text, options = {}) => {
  if (typeof text !== 'string' && !(text instanceof Uint8Array))
    throw new SrgError('SRG_OPTION', 'the text is neither a string nor bytes');
  checkOptions(options);
  shipped ??= loadShippedPacks(schemas);
  const settings = await settingsFrom(options, await shipped);
  const { language = 'nl', filename = '-', showBsn = false } = options;
  const input: Input = {
    path: filename,
    named: true,
    foundBy: [],
    uri: '',
    ...(typeof text === 'string' ? { text } : {}),
    read: async () => (typeof text === 'string' ? Buffer.from(text) : text),
  };
  let result: api.CheckedText | undefined;
  let failure: SrgError | undefined;
  const reporter: Reporter<api.CheckedText> = {
    *pieces(file) {
      yield fileToJson(file, { language, maskBsn: !showBsn });
    },
    add(checked) {
      result = checked;
    },
    end() {},
  };
  await checkFiles([input], {
    settingsOf: async () => settings,
    failOn: 'never',
    validationWorker,
    ignoresUnknown: false,
    reporter,
    complain: (path, reason) => {
      if (reason === 'binary') failure = new SrgError('SRG_NO_XML', wordsIn(language)('file.binary', { path }));
    },
    failed: (path, error) => {
      const say = wordsIn(language);
      failure = isTooLarge(error)
        ? new SrgError('SRG_TOO_LARGE', say('file.tooLarge', { path }))
        : new SrgError('SRG_UNEXPECTED', describeUnexpected(say, error));
    },
    foundOut: () => {},
  });
  if (!result) throw failure ?? new SrgError('SRG_UNEXPECTED', 'no result');
  return result;
};
