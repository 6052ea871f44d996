// Over 400 lines: one table of schemas as unlike each other as real ones are.
import { type SchemaTexts, xsd } from '../packs/schema-pack.ts';
import { codes, el, group, many, opt, pattern, simple, TYPES } from './schema-pieces.ts';

/** A schema as a vendor may have it, and what a careful person makes of it. */
export interface UnlikeSchema {
  readonly files: SchemaTexts;
  readonly record: string | readonly string[];
  /** What is sure: path, or paths, and notation behind a comma. */
  readonly sure: Readonly<Record<string, string | readonly string[]>>;
  /** What is asked for. */
  readonly ask?: readonly string[];
  /** A delivery in which everything is right, and what each change to it gives. */
  readonly sound: string;
  readonly faulty: readonly (readonly [from: string, to: string, ...codes: string[]])[];
}

const attr = (name: string, type: string, use = 'required') =>
  `<xs:attribute name="${name}" type="${type}" use="${use}"/>`;

const LAW = [
  codes('Soort', TYPES),
  codes('Vermogen', '10 11 20 30 40'),
  codes('Sekse', '1 2 3'),
  codes('Doel', '1 2'),
  codes('Reden', '1 2'),
  codes('Pakket', 'sam com ebb eva moz rmw ssd wst xws afs cmu and'),
  simple('Bsn', pattern('[0-9]{9}')),
  simple('Vier', pattern('[0-9]{4}')),
  simple('Nr15', '<xs:minLength value="1"/><xs:maxLength value="15"/>'),
  simple('Procent', pattern('[0-9]{3}')),
  simple('Dag', pattern('[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])')),
].join('');

const PERSON = {
  bsn: '950204869',
  birth: '19880517',
};

export const UNLIKE_SCHEMAS: Readonly<Record<string, UnlikeSchema>> = {
  'flat, with every field there and empty': {
    files: {
      'plat.xsd': xsd(
        `${LAW}${simple('Leeg', '<xs:length value="0"/>')}
        <xs:simpleType name="DagOfLeeg"><xs:union memberTypes="Dag Leeg"/></xs:simpleType>
        <xs:simpleType name="RedenOfLeeg"><xs:union memberTypes="Reden Leeg"/></xs:simpleType>
        <xs:simpleType name="ProcentOfLeeg"><xs:union memberTypes="Procent Leeg"/></xs:simpleType>
        ${group(
          'Bestand',
          el('Statistiekjaar', 'xs:gYear') +
            el('Statistiekmaand', 'Maand') +
            el('Statistiekcode', 'Code') +
            el('Softwarepakket', 'Pakket') +
            el('Softwareversie', 'Nr15') +
            el('Gemeentecode', 'Vier') +
            el('Berichtgevercode', 'Vier') +
            el('AantalRecords', 'xs:integer') +
            many(
              'Voorziening',
              el('Volgnummer', 'xs:integer') +
                el('Burgerservicenummer', 'Bsn') +
                el('Geslachtsnaam', 'xs:string') +
                el('Geboortedatum', 'Dag') +
                el('Geslacht', 'Sekse') +
                el('Arbeidsvermogen', 'Vermogen') +
                el('DoelInzet', 'Doel') +
                el('Registratienummer', 'Nr15') +
                el('TypeVoorziening', 'Soort') +
                el('OmschrijvingType', 'xs:string') +
                el('Begindatum', 'Dag') +
                el('Einddatum', 'DagOfLeeg') +
                el('Loonwaarde', 'ProcentOfLeeg') +
                el('RedenBeeindiging', 'RedenOfLeeg'),
            ),
        )}
        ${simple('Maand', pattern('0[1-9]|1[0-2]'))}${codes('Code', '10')}`,
      ),
    },
    record: '/Bestand/Voorziening',
    sure: {
      statistiekjaar: '/Bestand/Statistiekjaar,jjjj',
      statistiekmaand: '/Bestand/Statistiekmaand,mm',
      statistiekcode: '/Bestand/Statistiekcode',
      softwarepakket: '/Bestand/Softwarepakket',
      softwareversie: '/Bestand/Softwareversie',
      gemeentecode: '/Bestand/Gemeentecode',
      berichtgevercode: '/Bestand/Berichtgevercode',
      bsn: '/Bestand/Voorziening/Burgerservicenummer',
      geboortedatum: '/Bestand/Voorziening/Geboortedatum,jjjjmmdd',
      geslacht: '/Bestand/Voorziening/Geslacht',
      arbeidsvermogen: '/Bestand/Voorziening/Arbeidsvermogen',
      doelInzet: '/Bestand/Voorziening/DoelInzet',
      registratienummer: '/Bestand/Voorziening/Registratienummer',
      typeVoorziening: '/Bestand/Voorziening/TypeVoorziening',
      omschrijving: '/Bestand/Voorziening/OmschrijvingType',
      begindatum: '/Bestand/Voorziening/Begindatum,jjjjmmdd',
      einddatum: '/Bestand/Voorziening/Einddatum,jjjjmmdd',
      loonwaarde: '/Bestand/Voorziening/Loonwaarde',
      redenBeeindiging: '/Bestand/Voorziening/RedenBeeindiging',
    },
    sound: `<Bestand><Statistiekjaar>2025</Statistiekjaar><Statistiekmaand>03</Statistiekmaand><Statistiekcode>10</Statistiekcode><Softwarepakket>and</Softwarepakket><Softwareversie>1</Softwareversie><Gemeentecode>0363</Gemeentecode><Berichtgevercode>0363</Berichtgevercode><AantalRecords>1</AantalRecords>
<Voorziening><Volgnummer>1</Volgnummer><Burgerservicenummer>${PERSON.bsn}</Burgerservicenummer><Geslachtsnaam>X</Geslachtsnaam><Geboortedatum>${PERSON.birth}</Geboortedatum><Geslacht>2</Geslacht><Arbeidsvermogen>10</Arbeidsvermogen><DoelInzet>1</DoelInzet><Registratienummer>A1</Registratienummer><TypeVoorziening>10</TypeVoorziening><OmschrijvingType/><Begindatum>20250310</Begindatum><Einddatum/><Loonwaarde>062</Loonwaarde><RedenBeeindiging/></Voorziening></Bestand>`,
    faulty: [
      ['<Einddatum/>', '<Einddatum>20250305</Einddatum>', 'SRG-I101'],
      ['<Arbeidsvermogen>10', '<Arbeidsvermogen>20', 'SRG-I102'],
      ['<Loonwaarde>062</Loonwaarde>', '<Loonwaarde/>', 'SRG-I110'],
      ['<Geslacht>2', '<Geslacht>4', 'SRG-T002'],
    ],
  },

  'records under a person, in xs:date and without a namespace': {
    files: {
      'persoon.xsd': xsd(
        `${LAW}${group(
          'Levering',
          group('Kop', el('Verslagmaand', 'xs:gYearMonth') + el('BerichtgeverCode', 'Vier') + el('Gemeente', 'Vier')) +
            group(
              'Personen',
              many(
                'Persoon',
                el('Bsn', 'Bsn') +
                  el('GebDat', 'xs:date') +
                  el('Geslacht', 'Sekse') +
                  opt('PartnerBsn', 'Bsn') +
                  el('Woongemeente', 'Vier') +
                  el('ArbVermogen', 'Vermogen') +
                  many(
                    'Voorziening',
                    el('VoorzieningNr', 'Nr15') +
                      el('SoortVoorziening', 'Soort') +
                      opt('Toelichting', 'xs:string') +
                      el('Startdatum', 'xs:date') +
                      opt('GeplandeEinddatum', 'xs:date') +
                      opt('Einddatum', 'xs:date') +
                      opt('DatumToekenning', 'xs:date'),
                  ),
              ),
            ),
        )}`,
      ),
    },
    record: '/Levering/Personen/Persoon/Voorziening',
    sure: {
      verslagmaand: '/Levering/Kop/Verslagmaand,jjjj-mm',
      gemeentecode: '/Levering/Kop/Gemeente',
      berichtgevercode: '/Levering/Kop/BerichtgeverCode',
      bsn: '/Levering/Personen/Persoon/Bsn',
      geboortedatum: '/Levering/Personen/Persoon/GebDat,jjjj-mm-dd',
      geslacht: '/Levering/Personen/Persoon/Geslacht',
      arbeidsvermogen: '/Levering/Personen/Persoon/ArbVermogen',
      registratienummer: '/Levering/Personen/Persoon/Voorziening/VoorzieningNr',
      typeVoorziening: '/Levering/Personen/Persoon/Voorziening/SoortVoorziening',
      omschrijving: '/Levering/Personen/Persoon/Voorziening/Toelichting',
      begindatum: '/Levering/Personen/Persoon/Voorziening/Startdatum,jjjj-mm-dd',
      einddatum: '/Levering/Personen/Persoon/Voorziening/Einddatum,jjjj-mm-dd',
    },
    sound: `<Levering><Kop><Verslagmaand>2025-03</Verslagmaand><BerichtgeverCode>0363</BerichtgeverCode><Gemeente>0363</Gemeente></Kop><Personen><Persoon><Bsn>${PERSON.bsn}</Bsn><GebDat>1988-05-17</GebDat><Geslacht>2</Geslacht><Woongemeente>0599</Woongemeente><ArbVermogen>20</ArbVermogen>
<Voorziening><VoorzieningNr>A1</VoorzieningNr><SoortVoorziening>40</SoortVoorziening><Startdatum>2025-03-10</Startdatum></Voorziening>
<Voorziening><VoorzieningNr>A2</VoorzieningNr><SoortVoorziening>42</SoortVoorziening><Startdatum>2025-02-01</Startdatum><Einddatum>2025-03-01</Einddatum></Voorziening></Persoon></Personen></Levering>`,
    faulty: [
      ['<Startdatum>2025-02-01', '<Startdatum>2025-03-02', 'SRG-I101'],
      ['A2', 'A1', 'SRG-T004'],
      [PERSON.bsn, '950204868', 'SRG-I107'],
      ['<SoortVoorziening>40', '<SoortVoorziening>10', 'SRG-I102'],
      ['<Gemeente>0363', '<Gemeente>0001', 'SRG-I114'],
    ],
  },

  'three levels with wrappers, and types in other files': {
    files: {
      'srg-bericht.xsd': `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:leverancier:srg:1" xmlns="urn:leverancier:srg:1" elementFormDefault="qualified">
<xs:include schemaLocation="typen/basis.xsd"/><xs:include schemaLocation="typen/client.xsd"/>
${group('SrgBericht', el('Stuurgegevens', 'Stuurgegevens') + group('Body', group('Clienten', el('Client', 'Client', 'minOccurs="0" maxOccurs="unbounded"'))))}
<xs:complexType name="Stuurgegevens"><xs:sequence>${el('Zender', 'xs:string')}${el('BerichtgeverCode', 'Vier')}${el('GemeenteCode', 'Vier')}${el('VerslagJaar', 'xs:gYear')}${el('VerslagMaand', 'xs:gMonth')}${el('SoftwarePakket', 'Pakket')}${el('SoftwareVersie', 'Nr15')}</xs:sequence></xs:complexType>
</xs:schema>`,
      'typen/basis.xsd': xsd(LAW, 'elementFormDefault="qualified"'),
      'typen/client.xsd': xsd(
        `<xs:include schemaLocation="basis.xsd"/>
<xs:complexType name="Client"><xs:sequence>${group('Persoonsgegevens', el('BurgerServiceNr', 'Bsn') + el('Geboortedatum', 'Dag') + el('GeslachtCode', 'Sekse') + el('Geslachtsnaam', 'xs:string'))}
${opt('Partner', 'Partner')}${group('Trajecten', many('Traject', el('TrajectNummer', 'Nr15') + el('BeginTraject', 'Dag') + opt('EindTraject', 'Dag') + group('Voorzieningen', el('Voorziening', 'Voorziening', 'minOccurs="0" maxOccurs="unbounded"'))))}</xs:sequence></xs:complexType>
<xs:complexType name="Partner"><xs:sequence>${el('BurgerServiceNr', 'Bsn')}${el('Geboortedatum', 'Dag')}</xs:sequence></xs:complexType>
<xs:complexType name="Voorziening"><xs:sequence>${el('RegistratieNummer', 'Nr15')}${el('TypeCode', 'Soort')}${opt('Omschrijving', 'xs:string')}${group('Periode', el('Begin', 'Dag') + opt('Eind', 'Dag'))}${el('ArbeidsvermogenCode', 'Vermogen')}${el('Doel', 'Doel')}${group('Lks', opt('Loonwaarde', 'Procent') + opt('RedenEinde', 'Reden'), 'minOccurs="0"')}</xs:sequence></xs:complexType>`,
        'elementFormDefault="qualified"',
      ),
    },
    record: '/SrgBericht/Body/Clienten/Client/Trajecten/Traject/Voorzieningen/Voorziening',
    sure: {
      statistiekjaar: '/SrgBericht/Stuurgegevens/VerslagJaar,jjjj',
      statistiekmaand: '/SrgBericht/Stuurgegevens/VerslagMaand,--mm',
      softwarepakket: '/SrgBericht/Stuurgegevens/SoftwarePakket',
      softwareversie: '/SrgBericht/Stuurgegevens/SoftwareVersie',
      gemeentecode: '/SrgBericht/Stuurgegevens/GemeenteCode',
      berichtgevercode: '/SrgBericht/Stuurgegevens/BerichtgeverCode',
      bsn: '/SrgBericht/Body/Clienten/Client/Persoonsgegevens/BurgerServiceNr',
      geboortedatum: '/SrgBericht/Body/Clienten/Client/Persoonsgegevens/Geboortedatum,jjjjmmdd',
      geslacht: '/SrgBericht/Body/Clienten/Client/Persoonsgegevens/GeslachtCode',
      arbeidsvermogen:
        '/SrgBericht/Body/Clienten/Client/Trajecten/Traject/Voorzieningen/Voorziening/ArbeidsvermogenCode',
      doelInzet: '/SrgBericht/Body/Clienten/Client/Trajecten/Traject/Voorzieningen/Voorziening/Doel',
      registratienummer:
        '/SrgBericht/Body/Clienten/Client/Trajecten/Traject/Voorzieningen/Voorziening/RegistratieNummer',
      typeVoorziening: '/SrgBericht/Body/Clienten/Client/Trajecten/Traject/Voorzieningen/Voorziening/TypeCode',
      omschrijving: '/SrgBericht/Body/Clienten/Client/Trajecten/Traject/Voorzieningen/Voorziening/Omschrijving',
      begindatum: '/SrgBericht/Body/Clienten/Client/Trajecten/Traject/Voorzieningen/Voorziening/Periode/Begin,jjjjmmdd',
      einddatum: '/SrgBericht/Body/Clienten/Client/Trajecten/Traject/Voorzieningen/Voorziening/Periode/Eind,jjjjmmdd',
      loonwaarde: '/SrgBericht/Body/Clienten/Client/Trajecten/Traject/Voorzieningen/Voorziening/Lks/Loonwaarde',
      redenBeeindiging: '/SrgBericht/Body/Clienten/Client/Trajecten/Traject/Voorzieningen/Voorziening/Lks/RedenEinde',
    },
    sound: `<SrgBericht xmlns="urn:leverancier:srg:1"><Stuurgegevens><Zender>X</Zender><BerichtgeverCode>0363</BerichtgeverCode><GemeenteCode>0363</GemeenteCode><VerslagJaar>2025</VerslagJaar><VerslagMaand>--03</VerslagMaand><SoftwarePakket>and</SoftwarePakket><SoftwareVersie>1</SoftwareVersie></Stuurgegevens><Body><Clienten><Client><Persoonsgegevens><BurgerServiceNr>${PERSON.bsn}</BurgerServiceNr><Geboortedatum>${PERSON.birth}</Geboortedatum><GeslachtCode>1</GeslachtCode><Geslachtsnaam>X</Geslachtsnaam></Persoonsgegevens><Trajecten><Traject><TrajectNummer>1</TrajectNummer><BeginTraject>20200101</BeginTraject><Voorzieningen>
<Voorziening><RegistratieNummer>A1</RegistratieNummer><TypeCode>10</TypeCode><Periode><Begin>20250310</Begin></Periode><ArbeidsvermogenCode>10</ArbeidsvermogenCode><Doel>1</Doel><Lks><Loonwaarde>062</Loonwaarde></Lks></Voorziening></Voorzieningen></Traject></Trajecten></Client></Clienten></Body></SrgBericht>`,
    faulty: [
      ['<Lks><Loonwaarde>062</Loonwaarde></Lks>', '', 'SRG-I110'],
      ['<TypeCode>10', '<TypeCode>40', 'SRG-I110'],
      ['</Begin>', '</Begin><Eind>20250305</Eind>', 'SRG-I101'],
    ],
  },

  'attributes alone': {
    files: {
      'attributen.xsd': `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a" xmlns="urn:a" elementFormDefault="qualified">${LAW}
<xs:element name="srg"><xs:complexType><xs:sequence><xs:element name="persoon" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="voorziening" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
${attr('id', 'Nr15')}${attr('type', 'Soort')}${attr('omschrijving', 'xs:string', 'optional')}${attr('begin', 'xs:date')}${attr('eind', 'xs:date', 'optional')}${attr('doel', 'Doel')}${attr('loonwaarde', 'Procent', 'optional')}${attr('reden', 'Reden', 'optional')}</xs:complexType></xs:element></xs:sequence>
${attr('bsn', 'Bsn')}${attr('geboren', 'xs:date')}${attr('geslacht', 'Sekse')}${attr('arbeidsvermogen', 'Vermogen')}</xs:complexType></xs:element></xs:sequence>
${attr('jaar', 'xs:gYear')}${attr('maand', 'Mnd')}${attr('gemeente', 'Vier')}${attr('berichtgever', 'Vier')}${attr('pakket', 'Pakket')}${attr('versie', 'Nr15')}</xs:complexType></xs:element>
${simple('Mnd', pattern('[1-9]|1[0-2]'))}</xs:schema>`,
    },
    record: '/srg/persoon/voorziening',
    sure: {
      statistiekjaar: '/srg/@jaar,jjjj',
      statistiekmaand: '/srg/@maand,m',
      softwarepakket: '/srg/@pakket',
      softwareversie: '/srg/@versie',
      gemeentecode: '/srg/@gemeente',
      berichtgevercode: '/srg/@berichtgever',
      bsn: '/srg/persoon/@bsn',
      geboortedatum: '/srg/persoon/@geboren,jjjj-mm-dd',
      geslacht: '/srg/persoon/@geslacht',
      arbeidsvermogen: '/srg/persoon/@arbeidsvermogen',
      doelInzet: '/srg/persoon/voorziening/@doel',
      registratienummer: '/srg/persoon/voorziening/@id',
      typeVoorziening: '/srg/persoon/voorziening/@type',
      omschrijving: '/srg/persoon/voorziening/@omschrijving',
      begindatum: '/srg/persoon/voorziening/@begin,jjjj-mm-dd',
      einddatum: '/srg/persoon/voorziening/@eind,jjjj-mm-dd',
      loonwaarde: '/srg/persoon/voorziening/@loonwaarde',
      redenBeeindiging: '/srg/persoon/voorziening/@reden',
    },
    sound: `<srg xmlns="urn:a" jaar="2025" maand="3" gemeente="0363" berichtgever="0363" pakket="and" versie="1"><persoon bsn="${PERSON.bsn}" geboren="1988-05-17" geslacht="1" arbeidsvermogen="10"><voorziening id="A1" type="10" begin="2025-03-10" doel="1" loonwaarde="062"/></persoon></srg>`,
    faulty: [
      ['begin="2025-03-10"', 'begin="2025-03-10" eind="2025-03-05"', 'SRG-I101'],
      ['arbeidsvermogen="10"', 'arbeidsvermogen="30"', 'SRG-I102'],
    ],
  },

  'abbreviations and integers': {
    files: {
      'afk.xsd':
        xsd(`${codes('cSrt', TYPES, 'xs:integer')}${codes('cAv', '10 11 20 30 40', 'xs:integer')}${codes('cGesl', '1 2 3', 'xs:integer')}
${simple('nDat', '<xs:minInclusive value="19000101"/><xs:maxInclusive value="99991231"/>', 'xs:integer')}
${simple('nBsn', '<xs:totalDigits value="9"/>', 'xs:integer')}${simple('nJr', '<xs:minInclusive value="2000"/><xs:maxInclusive value="2099"/>', 'xs:integer')}${simple('nMnd', '<xs:minInclusive value="1"/><xs:maxInclusive value="12"/>', 'xs:integer')}
${simple('nGem', '<xs:minInclusive value="1"/><xs:maxInclusive value="9999"/>', 'xs:integer')}
${group(
  'SRGBST',
  group('KOP', el('StatJr', 'nJr') + el('StatMnd', 'nMnd') + el('GemCd', 'nGem') + el('BergCd', 'nGem')) +
    many(
      'REC',
      el('RecVolgNr', 'xs:integer') +
        el('SoFiNr', 'nBsn') +
        el('GebDat', 'nDat') +
        el('GeslCd', 'cGesl') +
        el('ArbVerm', 'cAv') +
        el('RvNr', 'xs:integer') +
        el('SrtRv', 'cSrt') +
        opt('OmsRv', 'xs:string') +
        el('DatBRv', 'nDat') +
        opt('DatERv', 'nDat') +
        opt('LnWrd', 'xs:integer'),
    ),
)}`),
    },
    record: '/SRGBST/REC',
    sure: {
      statistiekjaar: '/SRGBST/KOP/StatJr,jjjj',
      statistiekmaand: '/SRGBST/KOP/StatMnd,m',
      gemeentecode: '/SRGBST/KOP/GemCd',
      berichtgevercode: '/SRGBST/KOP/BergCd',
      bsn: '/SRGBST/REC/SoFiNr',
      geboortedatum: '/SRGBST/REC/GebDat,jjjjmmdd',
      geslacht: '/SRGBST/REC/GeslCd',
      arbeidsvermogen: '/SRGBST/REC/ArbVerm',
      registratienummer: '/SRGBST/REC/RvNr',
      typeVoorziening: '/SRGBST/REC/SrtRv',
      omschrijving: '/SRGBST/REC/OmsRv',
      begindatum: '/SRGBST/REC/DatBRv,jjjjmmdd',
      einddatum: '/SRGBST/REC/DatERv,jjjjmmdd',
      loonwaarde: '/SRGBST/REC/LnWrd',
    },
    sound: `<SRGBST><KOP><StatJr>2025</StatJr><StatMnd>3</StatMnd><GemCd>363</GemCd><BergCd>363</BergCd></KOP><REC><RecVolgNr>1</RecVolgNr><SoFiNr>${PERSON.bsn}</SoFiNr><GebDat>${PERSON.birth}</GebDat><GeslCd>1</GeslCd><ArbVerm>10</ArbVerm><RvNr>1</RvNr><SrtRv>10</SrtRv><DatBRv>20250310</DatBRv><LnWrd>62</LnWrd></REC></SRGBST>`,
    faulty: [
      ['</DatBRv>', '</DatBRv><DatERv>20250305</DatERv>', 'SRG-I101'],
      ['<ArbVerm>10', '<ArbVerm>40', 'SRG-I102'],
      ['<GemCd>363', '<GemCd>1', 'SRG-I114'],
    ],
  },

  'kebab-case with xs:all': {
    files: {
      'kebab.xsd': `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:kebab" xmlns="urn:kebab" elementFormDefault="qualified">${LAW}
<xs:element name="srg-levering"><xs:complexType><xs:sequence>
<xs:element name="lever-gegevens"><xs:complexType><xs:all>${el('verslag-maand', 'Jm')}${el('gemeente-code', 'Vier')}${el('berichtgever-code', 'Vier')}</xs:all></xs:complexType></xs:element>
<xs:element name="voorziening" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:all>
${el('registratie-nummer', 'Nr15')}${el('type-voorziening', 'Soort')}${el('begin-datum', 'Dag')}${opt('eind-datum', 'Dag')}${el('burger-service-nummer', 'Bsn')}${el('geboorte-datum', 'Dag')}${el('arbeids-vermogen', 'Vermogen')}${opt('loon-waarde', 'Procent')}${opt('reden-beeindiging', 'Reden')}${el('geslacht', 'Sekse')}${el('doel-inzet', 'Doel')}</xs:all></xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element>${simple('Jm', pattern('20[0-9]{2}(0[1-9]|1[0-2])'))}</xs:schema>`,
    },
    record: '/srg-levering/voorziening',
    sure: {
      verslagmaand: '/srg-levering/lever-gegevens/verslag-maand,jjjjmm',
      gemeentecode: '/srg-levering/lever-gegevens/gemeente-code',
      berichtgevercode: '/srg-levering/lever-gegevens/berichtgever-code',
      bsn: '/srg-levering/voorziening/burger-service-nummer',
      geboortedatum: '/srg-levering/voorziening/geboorte-datum,jjjjmmdd',
      geslacht: '/srg-levering/voorziening/geslacht',
      arbeidsvermogen: '/srg-levering/voorziening/arbeids-vermogen',
      doelInzet: '/srg-levering/voorziening/doel-inzet',
      registratienummer: '/srg-levering/voorziening/registratie-nummer',
      typeVoorziening: '/srg-levering/voorziening/type-voorziening',
      begindatum: '/srg-levering/voorziening/begin-datum,jjjjmmdd',
      einddatum: '/srg-levering/voorziening/eind-datum,jjjjmmdd',
      loonwaarde: '/srg-levering/voorziening/loon-waarde',
      redenBeeindiging: '/srg-levering/voorziening/reden-beeindiging',
    },
    sound: `<srg-levering xmlns="urn:kebab"><lever-gegevens><gemeente-code>0363</gemeente-code><verslag-maand>202503</verslag-maand><berichtgever-code>0363</berichtgever-code></lever-gegevens><voorziening><begin-datum>20250310</begin-datum><registratie-nummer>A1</registratie-nummer><type-voorziening>40</type-voorziening><burger-service-nummer>${PERSON.bsn}</burger-service-nummer><geboorte-datum>${PERSON.birth}</geboorte-datum><arbeids-vermogen>20</arbeids-vermogen><geslacht>1</geslacht><doel-inzet>1</doel-inzet></voorziening></srg-levering>`,
    faulty: [
      ['<type-voorziening>40', '<type-voorziening>11', 'SRG-I102'],
      ['</begin-datum>', '</begin-datum><eind-datum>20250305</eind-datum>', 'SRG-I101'],
    ],
  },

  'a second namespace, and a substitution group': {
    files: {
      'hoofd.xsd': `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:h" xmlns="urn:h" xmlns:g="urn:g" elementFormDefault="qualified"><xs:import namespace="urn:g" schemaLocation="gegevens.xsd"/>
<xs:element name="SrgLevering"><xs:complexType><xs:sequence><xs:element ref="g:Kop"/><xs:element name="Voorzieningen"><xs:complexType><xs:sequence><xs:element ref="g:Voorziening" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>`,
      'gegevens.xsd': `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:g" xmlns="urn:g" elementFormDefault="qualified">${LAW}
${group('Kop', el('Maand', 'xs:gYearMonth') + el('Gemeentecode', 'Vier') + el('Berichtgevercode', 'Vier'))}
<xs:complexType name="Basis"><xs:sequence>${el('Bsn', 'Bsn')}${el('Nummer', 'Nr15')}${el('Soort', 'Soort')}${el('Aanvang', 'xs:date')}${opt('Einde', 'xs:date')}${el('Arbeidsvermogen', 'Vermogen')}</xs:sequence></xs:complexType>
<xs:complexType name="Subsidie"><xs:complexContent><xs:extension base="Basis"><xs:sequence>${opt('Loonwaarde', 'Procent')}</xs:sequence></xs:extension></xs:complexContent></xs:complexType>
<xs:element name="Voorziening" type="Basis" abstract="true"/><xs:element name="Begeleiding" type="Basis" substitutionGroup="Voorziening"/><xs:element name="Loonsubsidie" type="Subsidie" substitutionGroup="Voorziening"/></xs:schema>`,
    },
    record: ['/SrgLevering/Voorzieningen/Begeleiding', '/SrgLevering/Voorzieningen/Loonsubsidie'],
    sure: {
      verslagmaand: '/SrgLevering/Kop/Maand,jjjj-mm',
      gemeentecode: '/SrgLevering/Kop/Gemeentecode',
      berichtgevercode: '/SrgLevering/Kop/Berichtgevercode',
      bsn: ['/SrgLevering/Voorzieningen/Begeleiding/Bsn', '/SrgLevering/Voorzieningen/Loonsubsidie/Bsn'],
      arbeidsvermogen: [
        '/SrgLevering/Voorzieningen/Begeleiding/Arbeidsvermogen',
        '/SrgLevering/Voorzieningen/Loonsubsidie/Arbeidsvermogen',
      ],
      typeVoorziening: [
        '/SrgLevering/Voorzieningen/Begeleiding/Soort',
        '/SrgLevering/Voorzieningen/Loonsubsidie/Soort',
      ],
      begindatum: [
        '/SrgLevering/Voorzieningen/Begeleiding/Aanvang,jjjj-mm-dd',
        '/SrgLevering/Voorzieningen/Loonsubsidie/Aanvang',
      ],
      einddatum: [
        '/SrgLevering/Voorzieningen/Begeleiding/Einde,jjjj-mm-dd',
        '/SrgLevering/Voorzieningen/Loonsubsidie/Einde',
      ],
      loonwaarde: '/SrgLevering/Voorzieningen/Loonsubsidie/Loonwaarde',
    },
    ask: ['registratienummer'],
    sound: `<SrgLevering xmlns="urn:h" xmlns:g="urn:g"><g:Kop><g:Maand>2025-03</g:Maand><g:Gemeentecode>0363</g:Gemeentecode><g:Berichtgevercode>0363</g:Berichtgevercode></g:Kop><Voorzieningen><g:Begeleiding><g:Bsn>${PERSON.bsn}</g:Bsn><g:Nummer>A1</g:Nummer><g:Soort>40</g:Soort><g:Aanvang>2025-03-10</g:Aanvang><g:Arbeidsvermogen>10</g:Arbeidsvermogen></g:Begeleiding><g:Loonsubsidie><g:Bsn>${PERSON.bsn}</g:Bsn><g:Nummer>A2</g:Nummer><g:Soort>10</g:Soort><g:Aanvang>2025-03-10</g:Aanvang><g:Arbeidsvermogen>10</g:Arbeidsvermogen><g:Loonwaarde>062</g:Loonwaarde></g:Loonsubsidie></Voorzieningen></SrgLevering>`,
    faulty: [
      ['<g:Loonwaarde>062</g:Loonwaarde>', '', 'SRG-I110'],
      ['</g:Aanvang>', '</g:Aanvang><g:Einde>2025-03-05</g:Einde>', 'SRG-I101'],
    ],
  },

  'kinds of records by xsi:type': {
    files: {
      'soorten.xsd': xsd(`${LAW}
${group('SRG', group('Header', el('ReportingPeriod', 'xs:gYearMonth') + el('MunicipalityCode', 'Vier') + el('RespondentCode', 'Vier')) + group('Provisions', el('Provision', 'Provision', 'minOccurs="0" maxOccurs="unbounded"')))}
<xs:complexType name="Provision" abstract="true"><xs:sequence>${el('CitizenServiceNumber', 'Bsn')}${el('DateOfBirth', 'xs:date')}${el('Gender', 'Sekse')}${el('EarningCapacity', 'Vermogen')}${el('RegistrationNumber', 'Nr15')}${el('ProvisionType', 'Soort')}${el('StartDate', 'xs:date')}${opt('EndDate', 'xs:date')}</xs:sequence></xs:complexType>
<xs:complexType name="WageSubsidy"><xs:complexContent><xs:extension base="Provision"><xs:sequence>${opt('WageValue', 'Procent')}</xs:sequence></xs:extension></xs:complexContent></xs:complexType>
<xs:complexType name="Other"><xs:complexContent><xs:extension base="Provision"><xs:sequence>${opt('Description', 'xs:string')}</xs:sequence></xs:extension></xs:complexContent></xs:complexType>`),
    },
    record: '/SRG/Provisions/Provision',
    sure: {
      verslagmaand: '/SRG/Header/ReportingPeriod,jjjj-mm',
      gemeentecode: '/SRG/Header/MunicipalityCode',
      berichtgevercode: '/SRG/Header/RespondentCode',
      bsn: '/SRG/Provisions/Provision/CitizenServiceNumber',
      geboortedatum: '/SRG/Provisions/Provision/DateOfBirth,jjjj-mm-dd',
      geslacht: '/SRG/Provisions/Provision/Gender',
      arbeidsvermogen: '/SRG/Provisions/Provision/EarningCapacity',
      registratienummer: '/SRG/Provisions/Provision/RegistrationNumber',
      typeVoorziening: '/SRG/Provisions/Provision/ProvisionType',
      omschrijving: '/SRG/Provisions/Provision/Description',
      begindatum: '/SRG/Provisions/Provision/StartDate,jjjj-mm-dd',
      einddatum: '/SRG/Provisions/Provision/EndDate,jjjj-mm-dd',
      loonwaarde: '/SRG/Provisions/Provision/WageValue',
    },
    sound: `<SRG xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Header><ReportingPeriod>2025-03</ReportingPeriod><MunicipalityCode>0363</MunicipalityCode><RespondentCode>0363</RespondentCode></Header><Provisions><Provision xsi:type="WageSubsidy"><CitizenServiceNumber>${PERSON.bsn}</CitizenServiceNumber><DateOfBirth>1988-05-17</DateOfBirth><Gender>1</Gender><EarningCapacity>10</EarningCapacity><RegistrationNumber>A1</RegistrationNumber><ProvisionType>10</ProvisionType><StartDate>2025-03-10</StartDate><WageValue>062</WageValue></Provision></Provisions></SRG>`,
    faulty: [
      ['<EarningCapacity>10', '<EarningCapacity>20', 'SRG-I102'],
      ['</StartDate>', '</StartDate><EndDate>2025-03-05</EndDate>', 'SRG-I101'],
    ],
  },

  'a choice of two kinds of records': {
    files: {
      'keuze.xsd':
        xsd(`${LAW}<xs:element name="Opgave"><xs:complexType><xs:sequence>${el('Periode', 'xs:gYearMonth')}${el('Gemeentenummer', 'Vier')}${el('Berichtgever', 'Vier')}
<xs:element name="Regels"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
${group('Loonkostensubsidie', el('Burgerservicenummer', 'Bsn') + el('Registratienummer', 'Nr15') + el('Type', 'Soort') + el('Ingangsdatum', 'xs:date') + opt('Einddatum', 'xs:date') + el('Arbeidsvermogen', 'Vermogen') + opt('Loonwaarde', 'Procent'))}
${group('OverigeVoorziening', el('Burgerservicenummer', 'Bsn') + el('Registratienummer', 'Nr15') + el('Type', 'Soort') + opt('Omschrijving', 'xs:string') + el('Ingangsdatum', 'xs:date') + opt('Einddatum', 'xs:date') + el('Arbeidsvermogen', 'Vermogen'))}
</xs:choice></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>`),
    },
    record: ['/Opgave/Regels/Loonkostensubsidie', '/Opgave/Regels/OverigeVoorziening'],
    sure: {
      verslagmaand: '/Opgave/Periode,jjjj-mm',
      gemeentecode: '/Opgave/Gemeentenummer',
      berichtgevercode: '/Opgave/Berichtgever',
      bsn: [
        '/Opgave/Regels/Loonkostensubsidie/Burgerservicenummer',
        '/Opgave/Regels/OverigeVoorziening/Burgerservicenummer',
      ],
      arbeidsvermogen: [
        '/Opgave/Regels/Loonkostensubsidie/Arbeidsvermogen',
        '/Opgave/Regels/OverigeVoorziening/Arbeidsvermogen',
      ],
      registratienummer: [
        '/Opgave/Regels/Loonkostensubsidie/Registratienummer',
        '/Opgave/Regels/OverigeVoorziening/Registratienummer',
      ],
      typeVoorziening: ['/Opgave/Regels/Loonkostensubsidie/Type', '/Opgave/Regels/OverigeVoorziening/Type'],
      omschrijving: '/Opgave/Regels/OverigeVoorziening/Omschrijving',
      begindatum: [
        '/Opgave/Regels/Loonkostensubsidie/Ingangsdatum,jjjj-mm-dd',
        '/Opgave/Regels/OverigeVoorziening/Ingangsdatum',
      ],
      einddatum: [
        '/Opgave/Regels/Loonkostensubsidie/Einddatum,jjjj-mm-dd',
        '/Opgave/Regels/OverigeVoorziening/Einddatum',
      ],
      loonwaarde: '/Opgave/Regels/Loonkostensubsidie/Loonwaarde',
    },
    sound: `<Opgave><Periode>2025-03</Periode><Gemeentenummer>0363</Gemeentenummer><Berichtgever>0363</Berichtgever><Regels><Loonkostensubsidie><Burgerservicenummer>${PERSON.bsn}</Burgerservicenummer><Registratienummer>A1</Registratienummer><Type>10</Type><Ingangsdatum>2025-03-10</Ingangsdatum><Arbeidsvermogen>10</Arbeidsvermogen><Loonwaarde>062</Loonwaarde></Loonkostensubsidie><OverigeVoorziening><Burgerservicenummer>${PERSON.bsn}</Burgerservicenummer><Registratienummer>A2</Registratienummer><Type>40</Type><Ingangsdatum>2025-03-10</Ingangsdatum><Arbeidsvermogen>10</Arbeidsvermogen></OverigeVoorziening></Regels></Opgave>`,
    faulty: [
      ['A2', 'A1', 'SRG-T004'],
      ['<Loonwaarde>062</Loonwaarde>', '', 'SRG-I110'],
    ],
  },

  'two lists of records, and a trailer': {
    files: {
      'lijsten.xsd':
        xsd(`${LAW}<xs:complexType name="V"><xs:sequence>${el('BSN', 'Bsn')}${el('Registratienr', 'Nr15')}${el('Soort_voorziening', 'Soort')}${el('Datum_aanvang', 'Dag')}${opt('Datum_einde', 'Dag')}${el('Arbeidsvermogen', 'Vermogen')}</xs:sequence></xs:complexType>
${group('SRG', group('Voorloop', el('Berichtgever', 'Vier') + el('Gemeente', 'Vier') + el('Jaar', 'xs:gYear') + el('Maand', 'M')) + group('Lopend', el('Voorziening', 'V', 'minOccurs="0" maxOccurs="unbounded"')) + group('Beeindigd', el('Voorziening', 'V', 'minOccurs="0" maxOccurs="unbounded"')) + group('Sluit', el('AantalVoorzieningen', 'xs:integer') + el('Aanmaakdatum', 'xs:date')))}${simple('M', pattern('0[1-9]|1[0-2]'))}`),
    },
    record: ['/SRG/Lopend/Voorziening', '/SRG/Beeindigd/Voorziening'],
    sure: {
      statistiekjaar: '/SRG/Voorloop/Jaar,jjjj',
      statistiekmaand: '/SRG/Voorloop/Maand,mm',
      gemeentecode: '/SRG/Voorloop/Gemeente',
      berichtgevercode: '/SRG/Voorloop/Berichtgever',
      bsn: ['/SRG/Lopend/Voorziening/BSN', '/SRG/Beeindigd/Voorziening/BSN'],
      arbeidsvermogen: ['/SRG/Lopend/Voorziening/Arbeidsvermogen', '/SRG/Beeindigd/Voorziening/Arbeidsvermogen'],
      registratienummer: ['/SRG/Lopend/Voorziening/Registratienr', '/SRG/Beeindigd/Voorziening/Registratienr'],
      typeVoorziening: ['/SRG/Lopend/Voorziening/Soort_voorziening', '/SRG/Beeindigd/Voorziening/Soort_voorziening'],
      begindatum: ['/SRG/Lopend/Voorziening/Datum_aanvang,jjjjmmdd', '/SRG/Beeindigd/Voorziening/Datum_aanvang'],
      einddatum: ['/SRG/Lopend/Voorziening/Datum_einde,jjjjmmdd', '/SRG/Beeindigd/Voorziening/Datum_einde'],
    },
    sound: `<SRG><Voorloop><Berichtgever>0363</Berichtgever><Gemeente>0363</Gemeente><Jaar>2025</Jaar><Maand>03</Maand></Voorloop><Lopend><Voorziening><BSN>${PERSON.bsn}</BSN><Registratienr>A1</Registratienr><Soort_voorziening>40</Soort_voorziening><Datum_aanvang>20250310</Datum_aanvang><Arbeidsvermogen>20</Arbeidsvermogen></Voorziening></Lopend><Beeindigd><Voorziening><BSN>${PERSON.bsn}</BSN><Registratienr>A2</Registratienr><Soort_voorziening>42</Soort_voorziening><Datum_aanvang>20250310</Datum_aanvang><Datum_einde>20250320</Datum_einde><Arbeidsvermogen>20</Arbeidsvermogen></Voorziening></Beeindigd><Sluit><AantalVoorzieningen>2</AantalVoorzieningen><Aanmaakdatum>2025-04-01</Aanmaakdatum></Sluit></SRG>`,
    faulty: [
      ['A2', 'A1', 'SRG-T004'],
      ['20250320', '20250305', 'SRG-I101'],
    ],
  },

  'DD-MM-JJJJ and old names': {
    files: {
      'oud.xsd': xsd(`${LAW}${simple('Datum', pattern('(0[1-9]|[12][0-9]|3[01])-(0[1-9]|1[0-2])-[0-9]{4}'))}
${group('SRG_BESTAND', group('VOORLOOPRECORD', el('VERSLAGJAAR', 'xs:gYear') + el('VERSLAGMAAND', 'M') + el('GEMEENTENUMMER', 'Vier') + el('BERICHTGEVERSNUMMER', 'Vier')) + many('PERSOON', el('SOFINUMMER', 'Bsn') + el('GEBOORTEDATUM', 'Datum') + el('GESLACHT', 'Sekse') + el('ARBEIDSVERMOGEN', 'Vermogen') + many('VOORZIENING', el('REGISTRATIENUMMER', 'Nr15') + el('SOORT_VOORZIENING', 'Soort') + el('INGANGSDATUM', 'Datum') + opt('EINDDATUM', 'Datum'))))}${simple('M', pattern('0[1-9]|1[0-2]'))}`),
    },
    record: '/SRG_BESTAND/PERSOON/VOORZIENING',
    sure: {
      statistiekjaar: '/SRG_BESTAND/VOORLOOPRECORD/VERSLAGJAAR,jjjj',
      statistiekmaand: '/SRG_BESTAND/VOORLOOPRECORD/VERSLAGMAAND,mm',
      gemeentecode: '/SRG_BESTAND/VOORLOOPRECORD/GEMEENTENUMMER',
      berichtgevercode: '/SRG_BESTAND/VOORLOOPRECORD/BERICHTGEVERSNUMMER',
      bsn: '/SRG_BESTAND/PERSOON/SOFINUMMER',
      geboortedatum: '/SRG_BESTAND/PERSOON/GEBOORTEDATUM,dd-mm-jjjj',
      geslacht: '/SRG_BESTAND/PERSOON/GESLACHT',
      arbeidsvermogen: '/SRG_BESTAND/PERSOON/ARBEIDSVERMOGEN',
      registratienummer: '/SRG_BESTAND/PERSOON/VOORZIENING/REGISTRATIENUMMER',
      typeVoorziening: '/SRG_BESTAND/PERSOON/VOORZIENING/SOORT_VOORZIENING',
      begindatum: '/SRG_BESTAND/PERSOON/VOORZIENING/INGANGSDATUM,dd-mm-jjjj',
      einddatum: '/SRG_BESTAND/PERSOON/VOORZIENING/EINDDATUM,dd-mm-jjjj',
    },
    sound: `<SRG_BESTAND><VOORLOOPRECORD><VERSLAGJAAR>2025</VERSLAGJAAR><VERSLAGMAAND>03</VERSLAGMAAND><GEMEENTENUMMER>0363</GEMEENTENUMMER><BERICHTGEVERSNUMMER>0363</BERICHTGEVERSNUMMER></VOORLOOPRECORD><PERSOON><SOFINUMMER>${PERSON.bsn}</SOFINUMMER><GEBOORTEDATUM>17-05-1988</GEBOORTEDATUM><GESLACHT>1</GESLACHT><ARBEIDSVERMOGEN>20</ARBEIDSVERMOGEN><VOORZIENING><REGISTRATIENUMMER>A1</REGISTRATIENUMMER><SOORT_VOORZIENING>40</SOORT_VOORZIENING><INGANGSDATUM>10-03-2025</INGANGSDATUM></VOORZIENING></PERSOON></SRG_BESTAND>`,
    faulty: [
      ['</INGANGSDATUM>', '</INGANGSDATUM><EINDDATUM>05-03-2025</EINDDATUM>', 'SRG-I101'],
      ['<SOORT_VOORZIENING>40', '<SOORT_VOORZIENING>10', 'SRG-I102'],
    ],
  },

  'ArrayOf, with xsi:nil': {
    files: {
      'dto.xsd': `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://schemas.example.org/2004/07/Srg.Contracts" xmlns="http://schemas.example.org/2004/07/Srg.Contracts" elementFormDefault="qualified">${LAW}
<xs:element name="SrgLevering" type="SrgLevering" nillable="true"/>
<xs:complexType name="SrgLevering"><xs:sequence>${el('BerichtgeverCode', 'Vier')}${el('GemeenteCode', 'Vier')}${el('Verslagmaand', 'xs:date')}${opt('Voorzieningen', 'ArrayOfVoorziening', 'nillable="true"')}</xs:sequence></xs:complexType>
<xs:complexType name="ArrayOfVoorziening"><xs:sequence>${el('Voorziening', 'Voorziening', 'minOccurs="0" maxOccurs="unbounded" nillable="true"')}</xs:sequence></xs:complexType>
<xs:complexType name="Voorziening"><xs:sequence>${el('Arbeidsvermogen', 'Vermogen')}${el('BegindatumVoorziening', 'xs:dateTime')}${el('Bsn', 'Bsn')}${el('EinddatumVoorziening', 'xs:dateTime', 'nillable="true"')}${el('Geboortedatum', 'xs:dateTime')}${el('Loonwaarde', 'xs:decimal', 'nillable="true"')}${el('RegistratienummerVoorziening', 'Nr15')}${el('TypeVoorziening', 'Soort')}</xs:sequence></xs:complexType></xs:schema>`,
    },
    record: '/SrgLevering/Voorzieningen/Voorziening',
    sure: {
      verslagmaand: '/SrgLevering/Verslagmaand,jjjj-mm-dd',
      gemeentecode: '/SrgLevering/GemeenteCode',
      berichtgevercode: '/SrgLevering/BerichtgeverCode',
      bsn: '/SrgLevering/Voorzieningen/Voorziening/Bsn',
      geboortedatum: '/SrgLevering/Voorzieningen/Voorziening/Geboortedatum,jjjj-mm-ddThh:mm:ss',
      arbeidsvermogen: '/SrgLevering/Voorzieningen/Voorziening/Arbeidsvermogen',
      registratienummer: '/SrgLevering/Voorzieningen/Voorziening/RegistratienummerVoorziening',
      typeVoorziening: '/SrgLevering/Voorzieningen/Voorziening/TypeVoorziening',
      begindatum: '/SrgLevering/Voorzieningen/Voorziening/BegindatumVoorziening,jjjj-mm-ddThh:mm:ss',
      einddatum: '/SrgLevering/Voorzieningen/Voorziening/EinddatumVoorziening,jjjj-mm-ddThh:mm:ss',
      loonwaarde: '/SrgLevering/Voorzieningen/Voorziening/Loonwaarde',
    },
    sound: `<SrgLevering xmlns="http://schemas.example.org/2004/07/Srg.Contracts" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><BerichtgeverCode>0363</BerichtgeverCode><GemeenteCode>0363</GemeenteCode><Verslagmaand>2025-03-01</Verslagmaand><Voorzieningen><Voorziening><Arbeidsvermogen>10</Arbeidsvermogen><BegindatumVoorziening>2025-03-10T00:00:00</BegindatumVoorziening><Bsn>${PERSON.bsn}</Bsn><EinddatumVoorziening i:nil="true"/><Geboortedatum>1988-05-17T00:00:00</Geboortedatum><Loonwaarde>62</Loonwaarde><RegistratienummerVoorziening>A1</RegistratienummerVoorziening><TypeVoorziening>10</TypeVoorziening></Voorziening></Voorzieningen></SrgLevering>`,
    faulty: [
      ['<Arbeidsvermogen>10', '<Arbeidsvermogen>20', 'SRG-I102'],
      ['<Loonwaarde>62</Loonwaarde>', '<Loonwaarde i:nil="true"/>', 'SRG-I110'],
      [
        '<EinddatumVoorziening i:nil="true"/>',
        '<EinddatumVoorziening>2025-03-05T00:00:00</EinddatumVoorziening>',
        'SRG-I101',
      ],
    ],
  },
};
