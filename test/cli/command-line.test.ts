import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { srg } from './run-srg.ts';

type Catalogue = Record<string, string>;
const nl: Catalogue = JSON.parse(readFileSync('l10n/cli.nl.json', 'utf8'));
const en: Catalogue = JSON.parse(readFileSync('l10n/cli.en.json', 'utf8'));

const COMMANDS = [
  'check',
  'init',
  'baseline',
  'fix',
  'compare',
  'anonymise',
  'generate',
  'import',
  'pack',
  'rules',
  'explain',
  'complete',
];

describe('help', () => {
  test.each(['nl', 'en'])('on all of it, in %s', (language) => {
    const words = language === 'nl' ? nl : en;
    const { status, stdout, stderr } = srg(['--help', '--language', language]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.startsWith(`${words['help.usage']} srg `)).toBe(true);
    for (const name of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name} +${words[`${name}.summary`]}$`, 'm'));
  });

  test.each(COMMANDS.flatMap((name) => [[name, 'nl'] as const, [name, 'en'] as const]))(
    'on %s in %s',
    (name, language) => {
      const words = language === 'nl' ? nl : en;
      const { status, stdout, stderr } = srg([name, '--help', `--language=${language}`]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout.startsWith(`${words['help.usage']} srg ${name} ${words[`${name}.usage`]}\n`)).toBe(true);
      const flat = stdout.replace(/\s+/g, ' ');
      expect(flat).toContain(words[`${name}.about`]);
      expect(stdout).toMatch(new RegExp(`^${words['help.options']}$`, 'm'));
      expect(stdout).toMatch(new RegExp(`^${words['help.examples']}\\n  srg ${name}\\b`, 'm'));
      // What commander says of its own is English, and has words in both catalogues.
      for (const [heading] of stdout.matchAll(/^\w+:$/gm)) expect(Object.values(words)).toContain(heading);
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    },
  );

  test.each([[['compare', '-h']], [['help', 'compare']]])('%j', (args) => {
    expect(srg(args)).toEqual(srg(['compare', '--help']));
  });

  test.each(['fix', 'generate'])(
    'every option of %s in docs/opdrachtregel.md is one, and the other way about',
    (command) => {
      const option = /(?:^|\| `|`, `| {2})(--[a-z-]+)/gm;
      const ofPage = (text: string) => [...text.matchAll(option)].map((match) => match[1]!).sort();
      const page = readFileSync('docs/opdrachtregel.md', 'utf8').split(`\n## srg ${command}\n`)[1]!.split('\n## ')[0]!;
      const help = srg([command, '--help']).stdout.split(nl['help.examples']!)[0]!;
      const everywhere = ['--help', '--language'];
      expect(ofPage(page)).toEqual(ofPage(help).filter((name) => !everywhere.includes(name)));
    },
  );
});

describe('options', () => {
  test('the last of an option that is given twice counts', () => {
    const { stdout } = srg(['check', '--format', 'lines', '--format=json', 'examples/correct.srg.xml']);
    expect(JSON.parse(stdout).version).toBe(1);
  });

  test('a code is taken as explain takes it', () => {
    const warned = (rule: string) =>
      /: \w+ SRG-I118 /.test(srg(['check', '--rule', rule, 'examples/met-fouten.srg.xml']).stdout);
    expect(warned('i117=off')).toBe(true);
    for (const code of ['i118', 'SRG-I118', 'srg-i118']) expect(warned(`${code}=off`)).toBe(false);
  });
});

test('both catalogues have the same texts with the same parameters', () => {
  const placeholders = (catalogue: Catalogue) =>
    Object.entries(catalogue).map(([key, text]) => [key, [...new Set(text.match(/\{\w+\}/g))].sort()]);
  expect(placeholders(en)).toEqual(placeholders(nl));
});

describe('completion', () => {
  const asked = (...words: string[]) =>
    srg(['complete', 'words', ...words])
      .stdout.trimEnd()
      .split('\n');
  const values = (...words: string[]) => asked(...words).map((line) => line.split('\t')[0]);

  test.each<[words: string[], expected: string[]]>([
    [['_'], [...COMMANDS, ':4']],
    [['ch_'], ['check', ':4']],
    [
      ['check', '--f_'],
      ['--format', '--fail-on', ':4'],
    ],
    [
      ['check', '--format', '_'],
      ['pretty', 'lines', 'json', 'sarif', 'junit', 'github', 'gitlab', 'csv', 'xlsx', 'html', ':4'],
    ],
    [
      ['check', '--format=js_'],
      ['--format=json', ':4'],
    ],
    [
      ['check', '--format', '=', '_'],
      ['pretty', 'lines', 'json', 'sarif', 'junit', 'github', 'gitlab', 'csv', 'xlsx', 'html', ':4'],
    ],
    [
      ['check', '--format', '=', 'js_'],
      ['json', ':4'],
    ],
    [
      ['check', '--rule', 'SRG-I106=o_'],
      ['SRG-I106=off', ':4'],
    ],
    [['check', '--show-bsn', 'le_'], [':0']],
    [['check', '--previous', '_'], [':0']],
    [
      ['explain', 'SRG-I11_'],
      [...['0', '3', '4', '5', '6', '7', '8', '9'].map((digit) => `SRG-I11${digit}`), ':4'],
    ],
    [
      ['complete', '_'],
      ['bash', 'zsh', 'fish', 'powershell', ':4'],
    ],
    [['rules', '_'], [':4']],
  ])('%j', (words, expected) => {
    expect(values(...words)).toEqual(expected);
  });

  test('a proposal says what it is, in the language asked for', () => {
    expect(asked('comp_')).toContain(`compare\t${nl['compare.summary']}`);
    expect(asked('compare', '--language', 'en', '--sh_')).toEqual([`--show-bsn\t${en['option.showBsn']}`, ':4']);
  });

  describe('in a shell', () => {
    let bin: string;
    beforeAll(() => {
      bin = mkdtempSync(join(tmpdir(), 'srg-bin-'));
      const shim = join(bin, 'srg');
      writeFileSync(shim, `#!/bin/sh\nexec "${process.execPath}" "${resolve('dist/srg.mjs')}" "$@"\n`);
      chmodSync(shim, 0o755);
    });
    afterAll(() => rmSync(bin, { recursive: true }));

    const isThere = (shell: string) => spawnSync(shell, ['--version']).status === 0;
    const run = (shell: string, args: readonly string[]) => {
      const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
      return spawnSync(shell, args, { env, encoding: 'utf8' }).stdout.trimEnd();
    };

    test.runIf(isThere('bash')).each<[words: string[], expected: string]>([
      [['srg', 'ch'], 'check'],
      [['srg', 'check', '--fail-on', ''], 'error warning information never'],
      [['srg', 'check', '--format', '=', 'js'], 'json'],
      [['srg', 'check', 'examp'], ''],
    ])('bash: %j', (words, expected) => {
      const quoted = words.map((word) => `'${word}'`).join(' ');
      const lines = [
        'source <(srg complete bash)',
        `COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}`,
        '_srg 2>/dev/null',
        `echo "$(IFS=' '; echo "\${COMPREPLY[*]}")"`,
      ];
      expect(run('bash', ['-c', lines.join('\n')])).toBe(expected);
    });

    test.runIf(isThere('fish')).each<[line: string, expected: string]>([
      ['srg ch', `check\t${nl['check.summary']}`],
      ['srg check --fail-on ', 'error\ninformation\nnever\nwarning'],
      ['srg check --format=js', '--format=json'],
      ['srg check examp', 'examples/'],
    ])('fish: %s', (line, expected) => {
      const script = `srg complete fish | source; complete -C '${line}'`;
      expect(run('fish', ['--no-config', '-c', script])).toBe(expected);
    });
  });

  test.each(['bash', 'zsh', 'fish', 'powershell'])('the script for %s asks for words', (shell) => {
    const { status, stdout } = srg(['complete', shell]);
    expect(status).toBe(0);
    expect(stdout).toContain('srg complete words ');
  });
});
