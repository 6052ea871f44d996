import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { Option } from 'commander';
import type { Original, Outcome } from '../../engine/anonymise/together.ts';
import type { Pack } from '../../engine/packs/load-pack.ts';
import { likeBsn } from '../../engine/privacy/mask.ts';
import type { EncodeText } from '../../engine/workspace/encode-xml.ts';
import { SettingsOfFiles, type SettingsValues } from '../files/file-settings.ts';
import { type Input, InputError } from '../files/input.ts';
import { expandInputs, whyUnread } from '../files/inputs.ts';
import { ReadFiles } from '../files/read-files.ts';
import { makeFolder } from '../files/written/make-folder.ts';
import type { CommandDefinition, Program } from '../program.ts';
import { addExamples, configOptions, languageOption, packOption, repeatable } from '../usage/command-line.ts';
import { cannotWrite } from '../usage/system-error.ts';
import { UsageError } from '../usage/usage-error.ts';
import type { Say, WordKey } from '../usage/words.ts';

interface AnonymiseValues extends SettingsValues {
  readonly out?: string;
  readonly previous: readonly string[];
  readonly seed?: string;
  readonly force?: boolean;
}

/** A delivery that could be read, and where it goes. */
interface Read extends Original {
  readonly path: string;
  readonly target: string;
  readonly encode: EncodeText;
}

/** `srg anonymise`: 0 the same is found in all of them, 1 not the same, 2 something could not be anonymised. */
export const anonymise: CommandDefinition<AnonymiseValues> = {
  define(command, { say }) {
    command
      .argument(`<${say('help.file')}...>`, say('anonymise.files'))
      .addOption(new Option(`--out <${say('help.folder')}>`, say('anonymise.out')))
      .addOption(repeatable('--previous', say('help.file'), say('anonymise.previous')))
      .addOption(new Option(`--seed <${say('help.text')}>`, say('anonymise.seed')))
      .option('--force', say('generate.force'))
      .addOption(repeatable('--berichtgever', say('help.code'), say('check.berichtgever')))
      .addOption(packOption(say))
      .addOption(languageOption(say));
    for (const option of configOptions(say)) command.addOption(option);
    const examples = [
      'srg anonymise levering.srg.xml --out voor-leverancier/',
      'srg anonymise maart.srg.xml --previous februari.srg.xml --out voor-leverancier/',
      'srg anonymise leveringen/ --out voor-leverancier/',
    ];
    addExamples(command, say, examples, 'anonymise.statuses');
  },

  async run(files, values, program) {
    const { say, complain, write } = program;
    const { out, previous } = values;
    if (out === undefined) throw new UsageError(say('anonymise.outNeeded'));
    // The packs and berichtgevers of each file are those that it is checked with.
    const settings = await SettingsOfFiles.open(values, program);
    if ([...files, ...previous].includes('-')) throw new UsageError(say('usage.noStandardInput'));
    let status = 0;
    const inputs: Input[] = [];
    for (const input of await expandInputs([...files, ...previous], { archives: true })) {
      if (!(input instanceof InputError)) inputs.push(input);
      else {
        complain(say(`file.${input.reason}`, { path: input.path }));
        status = 2;
      }
    }
    const targets = targetsOf(inputs, out, say);
    refuseToReplace(inputs, targets, values.force ?? false, say);
    await import('../../engine/schema/libxml2.ts');
    const originals: Read[] = [];
    const packs = new Set<Pack>();
    const berichtgevers = new Set<string>();
    for (const [n, input] of inputs.entries()) {
      const read = await readOriginal(input, targets[n]!);
      if (typeof read === 'string') complain(say(read, { path: input.path }));
      const own = typeof read === 'string' ? undefined : await settings.ofOrTold(input);
      if (typeof read === 'string' || !own) {
        status = 2;
        continue;
      }
      originals.push(read);
      for (const pack of own.packs) packs.add(pack);
      for (const code of own.berichtgevers) berichtgevers.add(code);
    }
    const { anonymiseTogether } = await import('../../engine/anonymise/together.ts');
    const { nodeFiles } = await import('../../node/node-files.ts');
    const outcomes = await anonymiseTogether(originals, {
      settings: { packs: [...packs], rules: {}, berichtgevers: [...berichtgevers] },
      secret: await secretOf(values.seed),
      previous: previous.map((path) => nodeFiles.resolve(path, undefined)),
      async run(steps) {
        let step = steps.next();
        while (!step.done) step = steps.next();
        return step.value;
      },
    });
    let isAny = false;
    for (const [n, original] of originals.entries()) {
      const outcome = outcomes[n]!;
      const isNamed = inputs.some(({ path, named }) => path === original.path && named);
      // Of a folder, what is no delivery is passed over.
      if (outcome.kind === 'refused' && outcome.reason === 'noDelivery' && !isNamed) continue;
      const ended = await put(original, outcome, program);
      isAny ||= ended < 2;
      status = Math.max(status, ended);
    }
    if (isAny) write(`${say('anonymise.stays')}\n`);
    else if (status === 0) {
      complain(say('file.noDeliveries', { path: files.join(', ') }));
      status = 2;
    }
    return status;
  },
};

/** Where each goes: below the folder, as it lay in the folder that was named. @throws UsageError for two of one name */
function targetsOf(inputs: readonly Input[], out: string, say: Say): string[] {
  const known = new Map<string, string>();
  return inputs.map(({ path, named, foundBy }, n) => {
    const [folder] = foundBy;
    const below = named || folder === undefined ? basename(path) : relative(folder, path).split(sep).join('/');
    // What comes out of an archive comes into a folder.
    const within = below.replace(/\.zip\//gi, '/');
    const isBelow = !within.startsWith('..') && likeBsn(within).length === 0;
    const target = join(
      out,
      isBelow ? within : likeBsn(within).length > 0 ? `levering-${n + 1}.srg.xml` : basename(path),
    );
    const other = known.get(target);
    if (other !== undefined) throw new UsageError(say('anonymise.sameName', { path, other, target }));
    known.set(target, path);
    return target;
  });
}

function refuseToReplace(inputs: readonly Input[], targets: readonly string[], mayReplace: boolean, say: Say): void {
  const own = new ReadFiles(inputs.map(({ path }) => path));
  for (const target of targets) {
    if (own.has(target)) throw new UsageError(say('anonymise.isInput', { path: target }));
    if (!mayReplace && existsSync(target)) throw new UsageError(say('generate.exists', { path: target }));
  }
}

async function readOriginal(input: Input, target: string): Promise<Read | WordKey> {
  const { decodeXml } = await import('../../engine/workspace/decode-xml.ts');
  const { encoderOf } = await import('../../engine/workspace/encode-xml.ts');
  const { NODE_BYTES } = await import('../../node/node-bytes.ts');
  let bytes: Uint8Array;
  try {
    bytes = await input.read();
  } catch (error) {
    return whyUnread(error);
  }
  const { text, problem } = decodeXml(bytes, NODE_BYTES);
  const encode = problem === undefined ? encoderOf(bytes, text) : undefined;
  if (!encode) return 'anonymise.encoding';
  const declaration = /^<\?xml[^>]*>/.exec(text)?.[0] ?? '';
  const size = encode(declaration)?.length;
  return {
    path: input.path,
    uri: input.uri,
    target,
    text,
    problem,
    encode,
    canWrite: (character) => size !== undefined && encode(declaration + character) !== undefined,
  };
}

async function secretOf(seed: string | undefined): Promise<Uint8Array> {
  return seed === undefined ? crypto.getRandomValues(new Uint8Array(32)) : new TextEncoder().encode(seed);
}

/** Writes what was made of a delivery, and tells about it. @returns the exit status as far as it goes */
async function put({ path, target, encode }: Read, outcome: Outcome, program: Program): Promise<0 | 1 | 2> {
  const { say, complain, write } = program;
  if (outcome.kind === 'refused') {
    complain(say(`anonymise.refused.${outcome.reason}`, { path }));
    return 2;
  }
  const bytes = encode(outcome.text);
  if (!bytes) {
    complain(say('anonymise.encoding', { path }));
    return 2;
  }
  const { OutputFile } = await import('../files/written/output-file.ts');
  try {
    await makeFolder(dirname(target));
    const file = OutputFile.open(target);
    file.write(bytes);
    file.commit();
  } catch (error) {
    complain(cannotWrite(say, target, error));
    return 2;
  }
  const { records, findings, differences, doubts } = outcome;
  const isSame = differences.length === 0;
  write(`${say(isSame ? 'anonymise.same' : 'anonymise.other', { path, target, records, findings })}\n`);
  for (const doubt of ['comments', 'names', 'stretches'] as const)
    if (doubts[doubt] > 0) write(`  ${say(`anonymise.doubt.${doubt}`, { count: doubts[doubt] })}\n`);
  for (const { code, before, after } of differences)
    write(`  ${say('anonymise.difference', { code, before, after })}\n`);
  return isSame ? 0 : 1;
}
