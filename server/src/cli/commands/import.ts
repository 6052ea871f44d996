import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { notCheckedMessages, offByPack } from '../../engine/analysis/not-checked.ts';
import { type Answer, type AnswerProblem, isAnswer, parseAnswer, recordIn } from '../../engine/import/answers.ts';
import { draftFrom } from '../../engine/import/draft/draft-schema.ts';
import { examplesIn } from '../../engine/import/examples.ts';
import {
  type Imported,
  type ImportRequest,
  type ImportResult,
  importReport,
  importSchema,
} from '../../engine/import/import-schema.ts';
import { describePack, draftWords } from '../../engine/import/pack-words.ts';
import { formatMessage, masked } from '../../engine/messages/message.ts';
import { describePackProblem } from '../../engine/messages/pack-problem.ts';
import { placed } from '../../engine/packs/pack-problem.ts';
import { compileInput } from '../../engine/schema/files/compile-input.ts';
import { compileProblems } from '../../engine/schema/files/compile-problems.ts';
import { readOutline } from '../../engine/schema/files/references.ts';
import { type SchemaFiles, singleFile } from '../../engine/schema/files/schema-files.ts';
import { readSchema } from '../../engine/schema/model/read-schema.ts';
import type { TextValidator } from '../../engine/schema/validator.ts';
import { decodeXml } from '../../engine/workspace/decode-xml.ts';
import { NODE_BYTES } from '../../node/node-bytes.ts';
import { readSchemaFolder, type SchemaFolder } from '../../node/schema-folder.ts';
import { loadShippedPacks } from '../../node/shipped-packs.ts';
import { askForRecord, askQuestions, ownTerminal } from '../files/ask-questions.ts';
import { isArchive, isBinary } from '../files/binary.ts';
import { NotWritten, writeFolder } from '../files/written/write-folder.ts';
import type { CommandDefinition, Program } from '../program.ts';
import { addExamples, choice, languageOption, repeatable } from '../usage/command-line.ts';
import { cannotWrite } from '../usage/system-error.ts';
import { UsageError } from '../usage/usage-error.ts';

interface ImportValues {
  readonly out?: string;
  readonly answer: readonly string[];
  readonly example: readonly string[];
  readonly format?: 'text' | 'json';
  readonly force?: boolean;
}

/** `srg import`: a schema pack from an XSD. */
export const importPack: CommandDefinition<ImportValues> = {
  define(command, { say }) {
    command
      .argument('<schema>', say('import.schema'))
      .option(`--out <${say('help.folder')}>`, say('import.out'))
      .addOption(repeatable('--answer', say('import.answerValue'), say('import.answer')))
      .addOption(repeatable('--example', say('help.file'), say('import.example')))
      .addOption(choice('--format', ['text', 'json'], say, 'import.format'))
      .option('--force', say('import.force'))
      .addOption(languageOption(say));
    const examples = [
      'srg import officieel.xsd',
      'srg import officieel.xsd --out pakketten/officieel --example levering.xml',
      'srg import officieel.xsd --answer begindatum=/Root/Persoon/Voorziening/Begin,jjjjmmdd',
    ];
    addExamples(command, say, examples, 'import.statuses');
  },

  async run([path], values, program) {
    const { say, write, complain } = program;
    const { records, answers } = parseAnswers(values.answer, program);
    const folder = values.out ?? join(dirname(path!), basename(path!, extname(path!)));
    if (!values.force && (await exists(folder))) throw new UsageError(say('import.exists', { folder }));
    const source = await readSource(path!, values.example, program);
    if (!source) return 2;
    const { schema } = source;
    const request = { ...(await requestFor(source, program)), records };
    let result = await importSchema({ ...request, answers });
    if (result.kind === 'imported' && result.hasOpenPoints && values.format !== 'json' && process.stdin.isTTY)
      result = await importAsking(result, { ...request, answers }, program);
    if (result.kind === 'wrongAnswer') throw new UsageError(describeAnswerProblem(result.problem, program));
    if (result.kind === 'refused') {
      const { root, found } = result.refusal;
      const key = found.length > 0 ? 'import.refusedWith' : 'import.refused';
      const told = source.draftedFrom ? 'import.refusedDelivery' : key;
      complain(say(told, { path: path!, root, found: found.join(', ') }));
      return 2;
    }
    await writePack(folder, result, schema, say);
    write(
      values.format === 'json'
        ? `${JSON.stringify(importReport(result, folder, program.language), undefined, 2)}\n`
        : asText(result, folder, program),
    );
    return result.hasOpenPoints ? 1 : 0;
  },
};

/** Asks what is open: first of all what the records are, since all else stands in these. */
async function importAsking(result: Imported, request: ImportRequest, program: Program): Promise<ImportResult> {
  const terminal = ownTerminal();
  const records = await askForRecord(result.proposal, terminal, program);
  let answered: ImportRequest = records.length > 0 ? { ...request, records } : request;
  let now: ImportResult = records.length > 0 ? await importSchema(answered) : result;
  if (now.kind === 'imported' && now.hasOpenPoints) {
    const more = await askQuestions(now.proposal, request.examples, terminal, program);
    answered = { ...answered, answers: [...request.answers, ...more] };
    if (more.length > 0) now = await importSchema(answered);
  }
  terminal.close();
  return now;
}

/** What a pack is made of: a schema, or a draft of one, and examples of deliveries. */
interface Source {
  readonly schema: SchemaFolder;
  readonly validator: TextValidator;
  readonly examples: readonly string[];
  /** The deliveries that the schema was drafted from. */
  readonly draftedFrom: readonly string[] | undefined;
}

/** Reads a schema, or drafts one from deliveries; undefined where what is wrong with it was told. */
async function readSource(path: string, examples: readonly string[], program: Program): Promise<Source | undefined> {
  const { say, complain } = program;
  const texts = await Promise.all(examples.map((example) => readXml(example, say)));
  const text = await readXml(path, say);
  const { root } = readOutline(text);
  if (root && !root.isSchema && extname(path).toLowerCase() !== '.xsd') {
    const names = [path, ...examples].map((name) => basename(name));
    const draft = draftFrom([text, ...texts], draftWords(names, program.language));
    if (draft.kind === 'otherRoot') {
      complain(say('import.otherRoot', { path: [path, ...examples][draft.index]! }));
      return undefined;
    }
    for (const at of draft.broken) complain(say('import.broken', { path: [path, ...examples][at]! }));
    const main = `${basename(path).replace(/\.[^.]*$/, '')}.xsd`;
    const schema = { main, files: singleFile(draft.schema, main) };
    const validator = await compiled(schema.files, path, program);
    return validator && { schema, validator, examples: [text, ...texts], draftedFrom: names };
  }
  const schema = await readSchemaFolder(path);
  const validator = await compiled(schema.files, path, program);
  return validator && { schema, validator, examples: texts, draftedFrom: undefined };
}

async function requestFor({ schema, validator, examples, draftedFrom }: Source, { schemas, language }: Program) {
  const [law] = await loadShippedPacks(schemas);
  return {
    model: readSchema(schema.files),
    schemaTexts: new Map(schema.files.files.map(({ path: of, text }) => [of, text])),
    about: describePack(schema.main, draftedFrom, language),
    examples: examplesIn(examples),
    law: law!,
    language,
    compile: async () => validator,
  };
}

async function readXml(path: string, say: Program['say']): Promise<string> {
  const bytes = await readFile(path).catch(({ code }: NodeJS.ErrnoException) => {
    const why = code === 'ENOENT' ? 'file.missing' : code === 'EISDIR' ? 'file.noFile' : 'file.unreadable';
    throw new UsageError(say(why, { path }));
  });
  if (isArchive(bytes)) throw new UsageError(say('file.archive', { path }));
  if (isBinary(bytes)) throw new UsageError(say('file.binary', { path }));
  return decodeXml(bytes, NODE_BYTES).text;
}

/** Compiles a schema, in a thread that can be stopped. @returns undefined where what is wrong with it was told */
async function compiled(files: SchemaFiles, path: string, program: Program): Promise<TextValidator | undefined> {
  const { complain, language, validationWorker } = program;
  const { GuardedValidator } = await import('../../node/validation/guarded-validator.ts');
  const texts = new Map(files.files.map((file) => [file.path, file.text]));
  let problems = files.problems;
  let validator: TextValidator | undefined;
  if (!problems.some(({ severity }) => severity === 'error')) {
    try {
      validator = await GuardedValidator.compile(compileInput(files), validationWorker);
    } catch (error) {
      const found = compileProblems(files, error);
      if (!found) throw error;
      problems = [...problems, ...found];
    }
  }
  for (const problem of problems) {
    const place = placed(problem, texts.get(problem.file) ?? '', undefined);
    const file = join(dirname(path), place.file);
    complain(describePackProblem({ ...place, file }, masked(language)));
  }
  return problems.some(({ severity }) => severity === 'error') ? undefined : validator;
}

function parseAnswers(given: readonly string[], program: Program): { records: string[]; answers: Answer[] } {
  const records: string[] = [];
  const answers: Answer[] = [];
  for (const text of given) {
    const record = recordIn(text);
    if (record !== undefined) records.push(record);
    else {
      const answer = parseAnswer(text);
      if (!isAnswer(answer)) throw new UsageError(describeAnswerProblem(answer, program));
      answers.push(answer);
    }
  }
  return { records, answers };
}

function describeAnswerProblem(problem: AnswerProblem, { say }: Program): string {
  const known = 'known' in problem ? problem.known.join(', ') : '';
  return say(`import.wrongAnswer.${problem.kind}`, { text: problem.text, known });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** @throws UsageError for what can't be written */
async function writePack(
  folder: string,
  { files }: Imported,
  schema: SchemaFolder,
  say: Program['say'],
): Promise<void> {
  const own = schema.files.files.filter(({ isBuiltIn }) => !isBuiltIn);
  const all = [...own.map(({ path, text }) => [path, text] as const), ...Object.entries(files)];
  try {
    await writeFolder(folder, new Map(all.map(([name, text]) => [name, withoutEncoding(name, text)])));
  } catch (error) {
    if (!(error instanceof NotWritten)) throw error;
    throw new UsageError(cannotWrite(say, error.path, error.error));
  }
}

/** What is written is UTF-8, whatever a schema was read in. */
function withoutEncoding(name: string, text: string): string {
  if (!name.endsWith('.xsd')) return text;
  return text.replace(
    /^(<\?xml[^>]*?)[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[^"]*"|'[^']*')/,
    '$1 encoding="UTF-8"',
  );
}

/** The mapping as a table, with what is open and what is off. */
function asText({ proposal, pack }: Imported, folder: string, { say, language }: Program): string {
  const options = masked(language);
  const lines = [say('import.made', { folder }), ''];
  lines.push(`${say('import.record')}: ${proposal.records.map(({ path }) => path).join(', ')}`);
  if (proposal.recordCandidates.length > 0) {
    lines.push(`? ${say('import.recordOpen')}`);
    for (const { paths, reason } of proposal.recordCandidates)
      lines.push(`    ${paths.join(', ')}: ${formatMessage(reason, options)}`);
  }
  for (const [concept, finding] of proposal.concepts) {
    if (finding.certainty === 'absent') lines.push(`- ${concept}: ${say('import.absent')}`);
    else if (finding.certainty === 'sure') {
      const format = finding.format === undefined ? '' : ` (${finding.format})`;
      lines.push(`+ ${concept}: ${finding.paths.join(', ')}${format}: ${formatMessage(finding.reason, options)}`);
    } else {
      lines.push(`? ${concept}: ${say('import.open')}`);
      for (const { paths, format, reason } of finding.candidates) {
        lines.push(
          `    ${paths.join(', ')}${format === undefined ? '' : ` (${format})`}: ${formatMessage(reason, options)}`,
        );
      }
    }
  }
  const off = (pack ? offByPack(pack) : []).map(({ rule, missing }) => ({
    code: rule.code,
    reason: 'pack' as const,
    missing,
  }));
  if (off.length > 0) {
    lines.push('', say('import.off'));
    for (const message of notCheckedMessages(off)) lines.push(`  ${formatMessage(message, options)}`);
  }
  lines.push('', say('import.use', { folder }));
  return `${lines.join('\n')}\n`;
}
