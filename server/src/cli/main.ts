import { loadPackFolder, loadShippedPacks } from '../host/shipped-packs.ts';
import { PackError } from '../packs/load-pack.ts';
import { check } from './check.ts';
import { parseCheckArguments, UsageError } from './options.ts';
import { jsonReporter } from './reporters/json.ts';
import { linesReporter } from './reporters/lines.ts';
import { prettyReporter } from './reporters/pretty.ts';

const REPORTERS = { pretty: prettyReporter, lines: linesReporter, json: jsonReporter };

const HELP = `Gebruik: srg check [opties] <bestand, map, patroon of ->...

Beoordeelt SRG-leveringen zoals CBS dat doet: technisch (afkeur) en inhoudelijk (contact).

  --format pretty|lines|json    uitvoer (standaard: pretty op een terminal, anders lines)
  --language nl|en              taal van de meldingen (standaard nl)
  --pack PAD                    map van een eigen schemapakket (herhaalbaar)
  --berichtgever CODE           verwachte berichtgevercode (herhaalbaar)
  --rule CODE=WAARDE            off, error, warning of information voor een regel (herhaalbaar)
  --fail-on error|warning|never vanaf welke ernst de exitstatus 1 is (standaard error)
  --max-problems N              ten hoogste N bevindingen per bestand tonen
  --show-bsn                    BSN's leesbaar tonen (standaard *****1234)
  --help, --version

Exitstatus: 0 geen bevindingen vanaf --fail-on, 1 wel, 2 verkeerd gebruik of een onleesbaar bestand.
`;

const REASONS = {
  absent: 'bestaat niet, of er is geen XML-bestand gevonden',
  unreadable: 'kan niet worden gelezen',
  tooLarge: 'is te groot',
};

/**
 * The command line.
 * @param schemas the folder of the packs that ship
 * @returns the exit status
 */
export async function main(args: readonly string[], schemas: URL, version: string): Promise<number> {
  const complain = (text: string) => process.stderr.write(`srg: ${text}\n`);
  if (args.includes('--help') || args.includes('-h') || args[0] === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  if (args[0] === '--version') {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  try {
    if (args[0] !== 'check') {
      throw new UsageError(args[0] === undefined ? 'geen opdracht opgegeven' : `onbekende opdracht ${args[0]}`);
    }
    const options = parseCheckArguments(args.slice(1));
    const own = await Promise.all(options.packs.map(loadPackFolder));
    const terminal = process.stdout.isTTY ?? false;
    const reporter = REPORTERS[options.format ?? (terminal ? 'pretty' : 'lines')]({
      language: options.language,
      maskBsn: !options.showBsn,
      color: terminal && process.env.NO_COLOR === undefined,
      write: (text) => void process.stdout.write(text),
    });
    return await check(options.files, {
      ...options,
      packs: [...own, ...(await loadShippedPacks(schemas))],
      reporter,
      complain: (path, reason) => complain(`${path}: ${REASONS[reason]}`),
    });
  } catch (error) {
    if (error instanceof UsageError) complain(`${error.message} (zie srg --help)`);
    else if (error instanceof PackError) complain(error.message);
    else throw error;
    return 2;
  }
}
