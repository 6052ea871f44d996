import { isAbsolute } from 'node:path';
import type { Artifact, Invocation, Location, Notification, ReportingDescriptor, Result, Run } from 'sarif';
import { FirstFixes } from '../../../engine/analysis/fixes/first-fixes.ts';
import { eachSuppressed, type LocatedFinding } from '../../../engine/analysis/located-findings.ts';
import { formatMessage, type Language, type Message } from '../../../engine/messages/message.ts';
import { nameOf } from '../../../engine/packs/places.ts';
import { legible, legibleJson } from '../../../engine/privacy/legible.ts';
import { maskText, shownText } from '../../../engine/privacy/mask.ts';
import { kindOf } from '../../../engine/rules/finding-kind.ts';
import { RULES } from '../../../engine/rules/registry.ts';
import type { Fix, PlaceInOtherFile, Rule, Severity } from '../../../engine/rules/rule.ts';
import { shift, type TextRange } from '../../../engine/text/text-range.ts';
import { fileUri } from '../../../node/file-uri.ts';
import { pathInRepository } from '../../files/paths.ts';
import {
  type CheckReporterOptions,
  checkedIn,
  type FileReport,
  notCheckedWords,
  packOf,
  type Reporter,
  verdictOn,
} from '../report.ts';
import type { Fingerprinted } from '../shown-findings.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

type Level = NonNullable<Result['level']>;
/** Results are written as they come; what is said of a whole file stands behind all of them. */
type Piece = { readonly result: string } | { readonly artifact: Artifact; readonly notChecked: Notification[] };

const LEVELS: Readonly<Record<Severity, Level>> = { error: 'error', warning: 'warning', information: 'note' };

/**
 * SARIF 2.1.0, one run over all files. Results are written as they come, the rest around them.
 * @param pages of the rules, by their codes
 */
export function sarifReporter(options: CheckReporterOptions, pages: ReadonlyMap<string, string>): Reporter<Piece> {
  const rules = RULES.map((rule) => descriptorOf(rule, pages.get(rule.code), options.language));
  const places = new Map(RULES.map(({ code }, index) => [code as string, index]));
  const notifications: Notification[] = [];
  const notChecked: Notification[] = [];
  const artifacts: Artifact[] = [];
  const tool: Run['tool'] = {
    driver: { name: 'SRG XML', version: options.version, language: options.language, rules },
  };
  let first = true;
  options.write(
    `{"$schema":${json(SCHEMA)},"version":"2.1.0","runs":[{"tool":${json(tool)},"columnKind":"utf16CodeUnits","results":[`,
  );
  return {
    *pieces(file) {
      const results = new Results(file, options, places);
      for (const one of file.findings.fingerprinted()) yield { result: json(results.of(one)) };
      if (!file.stylesheet) {
        for (const located of eachSuppressed(file.analysis)) yield { result: json(results.suppressed(located)) };
      }
      yield wholeFile(file, options);
    },
    add(piece) {
      if ('result' in piece) {
        options.write(`${first ? '' : ','}\n${piece.result}`);
        first = false;
      } else {
        artifacts.push(piece.artifact);
        notChecked.push(...piece.notChecked);
      }
    },
    failed(path, problem) {
      notifications.push(notification('error', legible(problem), uriOf(path)));
    },
    end() {
      const invocation: Invocation = {
        executionSuccessful: notifications.length === 0,
        toolExecutionNotifications: notifications,
        toolConfigurationNotifications: notChecked,
      };
      options.write(`\n],"artifacts":${json(artifacts)},"invocations":[${json(invocation)}]}]}\n`);
    },
  };
}

/** The verdict on a file, and what it says nothing of. */
function wholeFile(file: FileReport, options: CheckReporterOptions): Piece {
  const uri = uriOf(file.path);
  const verdict = verdictOn(file);
  const left = notCheckedWords(file, options);
  return {
    artifact: { location: { uri }, ...(verdict ? { properties: { verdict } } : {}) },
    notChecked: left === undefined ? [] : [notification('note', left, uri)],
  };
}

function notification(level: 'error' | 'note', text: string, uri: string): Notification {
  return { level, message: { text }, locations: [{ physicalLocation: { artifactLocation: { uri } } }] };
}

function descriptorOf(rule: Rule, page: string | undefined, language: Language): ReportingDescriptor {
  return {
    id: rule.code,
    name: rule.name[language],
    shortDescription: { text: rule.name[language] },
    fullDescription: { text: rule.summary[language] },
    ...(page === undefined ? {} : { help: { text: page, markdown: page } }),
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { consequence: rule.consequence, provenance: rule.provenance.map(({ id }) => id), tags: ['srg'] },
  };
}

/** Makes the results of one file. */
class Results {
  private readonly uri: string;
  private readonly firstFixes: FirstFixes;

  constructor(
    private readonly file: FileReport,
    private readonly options: CheckReporterOptions,
    private readonly places: ReadonlyMap<string, number>,
  ) {
    this.uri = uriOf(file.path);
    this.firstFixes = new FirstFixes(checkedIn(file), packOf(file));
  }

  of({ located, fingerprint }: Fingerprinted): Result {
    const { finding } = located;
    const fixes = this.firstFixes.of(finding).flatMap((fix) => this.fix(fix) ?? []);
    return {
      ...this.basic(located),
      partialFingerprints: { 'srg/v1': fingerprint },
      ...(fixes.length > 0 ? { fixes } : {}),
    };
  }

  suppressed(located: LocatedFinding): Result {
    const reasons = this.file.analysis
      .suppressorsOf(located.finding)
      .map(({ reason }) => shownText(reason, this.options))
      .filter((reason) => reason !== '');
    const justification = reasons.length > 0 ? { justification: reasons.join('; ') } : {};
    return { ...this.basic(located), suppressions: [{ kind: 'inSource', ...justification }] };
  }

  private basic({ finding, range }: LocatedFinding): Result {
    const { analysis } = this.file;
    const related: Location[] = [
      ...(finding.related ?? []).map((place) =>
        this.location(shift(place.range, analysis.startOf(place.fields.origin)), place.message),
      ),
      ...(finding.relatedInOtherFiles ?? []).map((place) => this.elsewhere(place)),
    ];
    const ruleIndex = this.places.get(finding.code);
    return {
      ruleId: finding.code,
      ...(ruleIndex === undefined ? {} : { ruleIndex }),
      level: LEVELS[finding.severity],
      message: { text: this.say(finding.message) },
      locations: [this.location(range)],
      ...(related.length > 0 ? { relatedLocations: related } : {}),
      properties: {
        kind: kindOf(finding, packOf(this.file)).id,
        ...(finding.record ? { record: analysis.recordIndex(finding.record) } : {}),
      },
    };
  }

  private location(range: TextRange, message?: Message): Location {
    const { source } = this.file.analysis;
    const [start, end] = [source.positionAt(range.start), source.positionAt(range.end)];
    const region = {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
    return {
      physicalLocation: { artifactLocation: { uri: this.uri }, region },
      ...(message ? { message: { text: this.say(message) } } : {}),
    };
  }

  private elsewhere({ uri, line, character, length, message }: PlaceInOtherFile): Location {
    const region = { startLine: line + 1, startColumn: character + 1, endColumn: character + 1 + length };
    const artifactLocation = { uri: uriOf(this.file.pathOf(uri)) };
    return { physicalLocation: { artifactLocation, region }, message: { text: this.say(message) } };
  }

  /** undefined for what changes nothing, and for what would tell a BSN that is to be masked. */
  private fix(fix: Fix): NonNullable<Result['fixes']>[number] | undefined {
    if (fix.edits.length === 0 || fix.edits.some(({ newText }) => this.tellsBsn(newText))) return undefined;
    const checked = checkedIn(this.file);
    const replacements = fix.edits.map(({ owner, start, end, newText }) => ({
      deletedRegion: this.location(shift({ start, end }, checked.startOf(owner))).physicalLocation!.region!,
      insertedContent: { text: newText },
    }));
    return {
      description: { text: this.say(fix.title) },
      artifactChanges: [{ artifactLocation: { uri: this.uri }, replacements }],
    };
  }

  private tellsBsn(text: string): boolean {
    if (!this.options.maskBsn) return false;
    const pack = packOf(this.file);
    const name = pack ? nameOf(pack, 'bsn') : '';
    return maskText(text) !== text || (name !== '' && text.includes(name));
  }

  private say(message: Message): string {
    return formatMessage(message, this.options);
  }
}

function json(value: unknown): string {
  return legibleJson(JSON.stringify(value));
}

/** A path as a reference, relative where it can be; standard input has none of its own. */
function uriOf(path: string): string {
  if (path === '-') return 'stdin';
  const within = pathInRepository(path).replace(/\p{Cs}/gu, '\ufffd');
  if (isAbsolute(within)) return fileUri(within);
  const escaped = encodeURI(within).replace(/[?#[\]]/g, encodeURIComponent);
  // No reference begins as a scheme would.
  return escaped.replace(/^[^/]*:/, (start) => start.replaceAll(':', '%3A'));
}
