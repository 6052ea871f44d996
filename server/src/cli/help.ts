const OVERVIEW = `Gebruik: srg <opdracht> [opties] ...

Beoordeelt SRG-leveringen zoals CBS dat doet: technisch (afkeur) en inhoudelijk (contact).

  srg check <bestand, map, patroon of ->...   beoordeelt leveringen
  srg compare OUD NIEUW                       vergelijkt twee leveringen
  srg rules                                   toont alle controles
  srg explain CODE                            legt een controle uit
  srg --version                               toont de versie

srg <opdracht> --help toont de opties van een opdracht.
`;

const COMMANDS: Readonly<Record<string, string>> = {
  check: `Gebruik: srg check [opties] <bestand, map, patroon of ->...

Beoordeelt SRG-leveringen zoals CBS dat doet: technisch (afkeur) en inhoudelijk (contact).

  --format pretty|lines|json|html
                                uitvoer (standaard: pretty op een terminal, anders lines)
  --language nl|en              taal van de meldingen (standaard nl)
  --pack PAD                    map van een eigen schemapakket (herhaalbaar)
  --berichtgever CODE           verwachte berichtgevercode (herhaalbaar)
  --rule CODE=WAARDE            off, error, warning of information voor een regel (herhaalbaar)
  --template PATROON            bestanden die een sjabloon zijn (herhaalbaar; ook *.srg.tmpl, *.srg.xml.*)
  --schematron BESTAND          eigen regels in ISO Schematron (herhaalbaar)
  --fail-on error|warning|never vanaf welke ernst de exitstatus 1 is (standaard error)
  --max-problems N              ten hoogste N bevindingen per bestand tonen
  --show-bsn                    BSN's leesbaar tonen (standaard *****1234)
  --previous BESTAND            levering van de vorige maand; zonder deze optie wordt zij gezocht tussen de opgegeven
                                bestanden en in hun mappen

Exitstatus: 0 geen bevindingen vanaf --fail-on, 1 wel, 2 verkeerd gebruik, een fout in eigen regels of een
onleesbaar bestand.
`,
  compare: `Gebruik: srg compare [opties] OUD NIEUW

Vergelijkt twee leveringen, meestal die van vorige maand en die van deze maand: wat is nieuw, beëindigd, gewijzigd of
verdwenen. Een van de twee mag - zijn (standaardinvoer).

  --format text|json|html       uitvoer (standaard text)
  --language nl|en              taal (standaard nl)
  --pack PAD                    map van een eigen schemapakket (herhaalbaar)
  --show-bsn                    BSN's leesbaar tonen (standaard *****1234)

Exitstatus: 0 geen verschillen, 1 verschillen, 2 verkeerd gebruik of een onleesbaar bestand.
`,
  rules: `Gebruik: srg rules [opties]

Toont alle controles met hun ernst, gevolg bij CBS en herkomst.

  --format text|json            uitvoer (standaard text)
  --language nl|en              taal (standaard nl)
`,
  explain: `Gebruik: srg explain CODE

Toont de uitleg van een controle, bijvoorbeeld SRG-I103; i103 mag ook.
`,
};

/** The help on a command; without one, or for one that doesn't exist, the overview. */
export function helpOn(command: string | undefined): string {
  return (command !== undefined && Object.hasOwn(COMMANDS, command) && COMMANDS[command]) || OVERVIEW;
}
