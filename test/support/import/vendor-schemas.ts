// Over 400 lines: one table of schemas as vendors may have them.
import { type SchemaTexts, xsd } from '../packs/schema-pack.ts';
import { codes, el, group, many, opt, pattern, simple, TYPES } from './schema-pieces.ts';

/** A schema as a vendor may have it, and what a careful person makes of it. */
export interface VendorSchema {
  readonly files: SchemaTexts;
  readonly record: string | readonly string[];
  /**
   * By concept: the place, or places with ` | ` between, from the record on (`../` above it) or from the root on; and the
   * notation. A question has `? ` before, and its candidates with commas between.
   */
  readonly mapped: Readonly<Record<string, string>>;
}

const doc = (text: string) => `<xs:annotation><xs:documentation>${text}</xs:documentation></xs:annotation>`;
const told = (name: string, text: string, type = 'xs:string') =>
  `<xs:element name="${name}" type="${type}">${doc(text)}</xs:element>`;
const attr = (name: string, type: string) => `<xs:attribute name="${name}" type="${type}"/>`;
const perhaps = (name: string, content: string, attributes = '') => group(name, content, 'minOccurs="0"', attributes);
const empty = (name: string, attributes: string, more = '') =>
  `<xs:element name="${name}" ${more}><xs:complexType>${attributes}</xs:complexType></xs:element>`;
const choice = (content: string) => `<xs:choice>${content}</xs:choice>`;
const union = (name: string, members: string) =>
  `<xs:simpleType name="${name}"><xs:union memberTypes="${members}"/></xs:simpleType>`;

const LAW = [
  codes('Soort', TYPES),
  codes('Vermogen', '10 11 20 30 40'),
  codes('Sekse', '1 2 3'),
  codes('EenTwee', '1 2'),
  codes('Pakket', 'sam com ebb eva moz rmw ssd wst xws afs cmu and'),
  simple('Negen', pattern('[0-9]{9}')),
  simple('Vier', pattern('[0-9]{4}')),
  simple('Tekst15', '<xs:minLength value="1"/><xs:maxLength value="15"/>'),
  simple('Tekst', '<xs:maxLength value="250"/>'),
  simple('Procent', pattern('[0-9]{3}')),
  simple('Dag', pattern('[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])')),
].join('');

export const VENDOR_SCHEMAS: Readonly<Record<string, VendorSchema>> = {
  'English, with a partner and an expected end': {
    files: {
      'report.xsd': xsd(
        LAW +
          group(
            'ReintegrationReport',
            group(
              'Header',
              el('ReportingYear', 'xs:gYear') +
                el('ReportingMonth', 'xs:gMonth') +
                el('MunicipalityCode', 'Vier') +
                el('RespondentCode', 'Vier') +
                el('SoftwarePackage', 'Pakket') +
                el('SoftwareVersion', 'Tekst15') +
                el('NumberOfClients', 'xs:int') +
                el('CreationTimestamp', 'xs:dateTime'),
            ) +
              group(
                'Clients',
                many(
                  'Client',
                  el('CitizenServiceNumber', 'Negen') +
                    el('Surname', 'Tekst') +
                    el('DateOfBirth', 'xs:date') +
                    el('Gender', 'Sekse') +
                    el('EarningCapacity', 'Vermogen') +
                    perhaps('Partner', el('CitizenServiceNumber', 'Negen') + el('DateOfBirth', 'xs:date')) +
                    group(
                      'Facilities',
                      many(
                        'Facility',
                        el('FacilityId', 'Tekst15') +
                          el('FacilityType', 'Soort') +
                          opt('Description', 'Tekst') +
                          el('Purpose', 'EenTwee') +
                          el('StartDate', 'xs:date') +
                          opt('ExpectedEndDate', 'xs:date') +
                          opt('EndDate', 'xs:date') +
                          perhaps('WageSubsidy', opt('WageValue', 'Procent') + opt('TerminationReason', 'EenTwee')),
                      ),
                    ),
                ),
              ),
          ),
      ),
    },
    record: '/ReintegrationReport/Clients/Client/Facilities/Facility',
    mapped: {
      statistiekjaar: '/ReintegrationReport/Header/ReportingYear jjjj',
      statistiekmaand: '/ReintegrationReport/Header/ReportingMonth --mm',
      softwarepakket: '/ReintegrationReport/Header/SoftwarePackage',
      softwareversie: '/ReintegrationReport/Header/SoftwareVersion',
      gemeentecode: '/ReintegrationReport/Header/MunicipalityCode',
      berichtgevercode: '/ReintegrationReport/Header/RespondentCode',
      bsn: '/ReintegrationReport/Clients/Client/CitizenServiceNumber',
      geboortedatum: '/ReintegrationReport/Clients/Client/DateOfBirth jjjj-mm-dd',
      geslacht: '/ReintegrationReport/Clients/Client/Gender',
      arbeidsvermogen: '/ReintegrationReport/Clients/Client/EarningCapacity',
      doelInzet: 'Purpose',
      registratienummer: 'FacilityId',
      typeVoorziening: 'FacilityType',
      omschrijving: 'Description',
      begindatum: 'StartDate jjjj-mm-dd',
      einddatum: 'EndDate jjjj-mm-dd',
      loonwaarde: 'WageSubsidy/WageValue',
      redenBeeindiging: 'WageSubsidy/TerminationReason',
    },
  },

  'unions of code lists, restrictions of restrictions': {
    files: {
      'gelaagd.xsd': xsd(
        LAW +
          simple('Cijfers', pattern('[0-9]+')) +
          simple('BsnType', '<xs:length value="9"/>', 'Cijfers') +
          simple('GemeenteType', '<xs:length value="4"/>', 'Cijfers') +
          simple('DatumBasis', '<xs:length value="8"/>', 'Cijfers') +
          simple('DatumType', pattern('(19|20)[0-9]{2}(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01])'), 'DatumBasis') +
          simple('Niets', '<xs:length value="0"/>') +
          union('DatumOfNiets', 'DatumType Niets') +
          codes('Financieel', '10 11 12') +
          codes('Werkplek', '20 21 22 23 29') +
          codes('Ondersteuning', '30 31') +
          codes('Naar', '40 42 43 49 50 59') +
          codes('Anders', '60 98') +
          union('AlleTypen', 'Financieel Werkplek Ondersteuning Naar Anders') +
          codes('TypeBeperkt', '10 11 21 22 30 40 42 98', 'AlleCodes') +
          simple('AlleCodes', '<xs:length value="2"/>', 'Cijfers') +
          union('VermogenOfNiets', 'Vermogen Niets') +
          union('LoonwaardeOfNiets', 'Procent Niets') +
          group(
            'SRGlevering',
            group(
              'Leveringsgegevens',
              el('Verslagjaar', 'GemeenteType') + el('Verslagmaand', 'MaandType') + el('Gemeente', 'GemeenteType'),
            ) +
              many(
                'Regel',
                el('BSN', 'BsnType') +
                  el('GebDatum', 'DatumType') +
                  el('Arbeidsvermogen', 'VermogenOfNiets') +
                  el('RegNr', 'Tekst15') +
                  el('SoortVoorziening', 'AlleTypen') +
                  el('SoortVorigeAanvraag', 'TypeBeperkt') +
                  el('DatumIngang', 'DatumType') +
                  el('DatumEinde', 'DatumOfNiets') +
                  el('Loonwaarde', 'LoonwaardeOfNiets'),
              ),
          ) +
          simple('MaandType', '<xs:minInclusive value="1"/><xs:maxInclusive value="12"/>', 'xs:unsignedByte'),
      ),
    },
    record: '/SRGlevering/Regel',
    mapped: {
      statistiekjaar: '/SRGlevering/Leveringsgegevens/Verslagjaar jjjj',
      statistiekmaand: '/SRGlevering/Leveringsgegevens/Verslagmaand m',
      gemeentecode: '/SRGlevering/Leveringsgegevens/Gemeente',
      bsn: 'BSN',
      geboortedatum: 'GebDatum jjjjmmdd',
      arbeidsvermogen: 'Arbeidsvermogen',
      registratienummer: 'RegNr',
      typeVoorziening: 'SoortVoorziening',
      begindatum: 'DatumIngang jjjjmmdd',
      einddatum: 'DatumEinde jjjjmmdd',
      loonwaarde: 'Loonwaarde',
    },
  },

  'dates as patterns of text, an optional header behind the records': {
    files: {
      'patroon.xsd': xsd(
        LAW +
          simple('NlDatum', pattern('[0-3][0-9]-[0-1][0-9]-[0-9]{4}')) +
          simple('IsoDatum', pattern('[12][0-9]{3}-[01][0-9]-[0-3][0-9]')) +
          simple('Periode', pattern('20[0-9]{2}(0[1-9]|1[0-2])')) +
          group(
            'Reintegratie',
            many(
              'Inzet',
              el('Burgerservicenr', 'Negen') +
                el('Geboren', 'NlDatum') +
                el('Sexe', 'Sekse') +
                el('ArbVermogen', 'Vermogen') +
                el('Instrument', 'Soort') +
                el('InstrumentNr', 'Tekst15') +
                el('Aanvang', 'NlDatum') +
                opt('BeoogdEinde', 'NlDatum') +
                opt('Afloop', 'NlDatum') +
                opt('Gewijzigd', 'IsoDatum'),
            ) +
              perhaps('Sluitregel', el('Tijdvak', 'Periode') + el('Gemnr', 'Vier') + el('AantalRegels', 'xs:integer')),
          ),
      ),
    },
    record: '/Reintegratie/Inzet',
    mapped: {
      verslagmaand: '/Reintegratie/Sluitregel/Tijdvak jjjjmm',
      gemeentecode: '/Reintegratie/Sluitregel/Gemnr',
      bsn: 'Burgerservicenr',
      geboortedatum: 'Geboren dd-mm-jjjj',
      geslacht: 'Sexe',
      arbeidsvermogen: 'ArbVermogen',
      registratienummer: 'InstrumentNr',
      typeVoorziening: 'Instrument',
      begindatum: 'Aanvang dd-mm-jjjj',
      einddatum: 'Afloop dd-mm-jjjj',
    },
  },

  'numbers without facets, and texts of anything': {
    files: {
      'kaal.xsd': xsd(
        LAW +
          group(
            'SRG',
            el('Jaar', 'xs:int') +
              el('Maand', 'xs:int') +
              el('Gemeentecode', 'xs:string') +
              el('Berichtgevercode', 'xs:int') +
              many(
                'Record',
                el('Bsn', 'xs:string') +
                  el('Geboortedatum', 'xs:int') +
                  el('Geslacht', 'xs:string') +
                  el('Arbeidsvermogen', 'xs:int') +
                  el('DoelInzet', 'xs:int') +
                  el('Registratienummer', 'xs:string') +
                  el('TypeVoorziening', 'xs:string') +
                  el('Omschrijving', 'xs:string') +
                  el('Begindatum', 'xs:int') +
                  el('Einddatum', 'xs:string') +
                  el('Loonwaarde', 'xs:string') +
                  el('RedenBeeindiging', 'xs:int'),
              ),
          ),
      ),
    },
    record: '/SRG/Record',
    mapped: {
      statistiekjaar: '/SRG/Jaar jjjj',
      statistiekmaand: '/SRG/Maand m',
      gemeentecode: '? /SRG/Gemeentecode',
      berichtgevercode: '/SRG/Berichtgevercode',
      bsn: '? Bsn',
      geboortedatum: 'Geboortedatum jjjjmmdd',
      geslacht: '? Geslacht',
      arbeidsvermogen: 'Arbeidsvermogen',
      doelInzet: 'DoelInzet',
      registratienummer: 'Registratienummer',
      typeVoorziening: '? TypeVoorziening',
      omschrijving: 'Omschrijving',
      begindatum: 'Begindatum jjjjmmdd',
      einddatum: '? Einddatum jjjjmmdd, Einddatum jjjj-mm-dd, Einddatum dd-mm-jjjj, Einddatum jjjj-mm-ddThh:mm:ss',
      loonwaarde: '? Loonwaarde',
      redenBeeindiging: 'RedenBeeindiging',
    },
  },

  'two namespaces, person and voorziening in files of their own': {
    files: {
      'bericht.xsd': xsd(
        `<xs:import namespace="urn:v:persoon" schemaLocation="delen/persoon.xsd"/>
        <xs:import namespace="urn:v:voorziening" schemaLocation="delen/voorziening.xsd"/>
        ${group(
          'Maandopgave',
          el('Maand', 'xs:gYearMonth') +
            el('Gemeente', 'v:Code4') +
            el('Berichtgever', 'v:Code4') +
            many('Deelnemer', '<xs:element ref="p:Persoon"/>' + '<xs:element ref="v:Voorziening" maxOccurs="99"/>'),
        )}`,
        'targetNamespace="urn:v:bericht" xmlns:p="urn:v:persoon" xmlns:v="urn:v:voorziening" elementFormDefault="qualified"',
      ),
      'delen/persoon.xsd': xsd(
        LAW +
          group(
            'Persoon',
            group('Identificatie', el('Nummer', 'Negen') + el('Soort', 'SoortNr')) +
              el('Bsn', 'Negen') +
              el('Geboortedatum', 'xs:date') +
              el('Overlijdensdatum', 'xs:date') +
              el('Geslachtsaanduiding', 'Sekse') +
              el('Woongemeente', 'Vier') +
              el('Verdienvermogen', 'Vermogen'),
          ) +
          codes('SoortNr', 'A V'),
        'targetNamespace="urn:v:persoon" xmlns="urn:v:persoon" elementFormDefault="unqualified"',
      ),
      'delen/voorziening.xsd': xsd(
        LAW +
          simple('Code4', pattern('[0-9]{4}')) +
          group(
            'Voorziening',
            el('Volgnr', 'xs:int') +
              el('Kenmerk', 'Tekst15') +
              group('Soort', el('Code', 'Soort') + el('Omschrijving', 'Tekst')) +
              group('Looptijd', el('Vanaf', 'xs:date') + opt('Tot', 'xs:date') + opt('DuurInMaanden', 'xs:int')),
          ),
        'targetNamespace="urn:v:voorziening" xmlns="urn:v:voorziening" elementFormDefault="qualified"',
      ),
    },
    record: '/Maandopgave/Deelnemer/Voorziening',
    mapped: {
      verslagmaand: '/Maandopgave/Maand jjjj-mm',
      gemeentecode: '/Maandopgave/Gemeente',
      berichtgevercode: '/Maandopgave/Berichtgever',
      bsn: '/Maandopgave/Deelnemer/Persoon/Bsn',
      geboortedatum: '/Maandopgave/Deelnemer/Persoon/Geboortedatum jjjj-mm-dd',
      geslacht: '/Maandopgave/Deelnemer/Persoon/Geslachtsaanduiding',
      arbeidsvermogen: '/Maandopgave/Deelnemer/Persoon/Verdienvermogen',
      registratienummer: 'Kenmerk',
      typeVoorziening: 'Soort/Code',
      omschrijving: 'Soort/Omschrijving',
      begindatum: 'Looptijd/Vanaf jjjj-mm-dd',
      einddatum: 'Looptijd/Tot jjjj-mm-dd',
    },
  },

  'codes of clients that look like the types, which are digits': {
    files: {
      'doelgroep.xsd': xsd(
        LAW +
          codes('KlantGroep', '10 11 12 20 21 22 30 31 40 42') +
          simple('Twee', pattern('[0-9]{2}')) +
          group(
            'Aanlevering',
            group('Voorloop', el('Verslagperiode', 'xs:gYearMonth') + el('Gemeentenummer', 'Vier')) +
              many(
                'Client',
                el('Sofinummer', 'Negen') +
                  el('Doelgroep', 'KlantGroep') +
                  el('SoortClient', 'KlantGroep') +
                  el('Arbeidsvermogen', 'Vermogen') +
                  many(
                    'Reintegratievoorziening',
                    el('Registratienummer', 'Tekst15') +
                      el('Type', 'Twee') +
                      el('Begindatum', 'Dag') +
                      opt('Einddatum', 'Dag') +
                      opt('DatumBeschikking', 'Dag'),
                  ),
              ),
          ),
      ),
    },
    record: '/Aanlevering/Client/Reintegratievoorziening',
    mapped: {
      verslagmaand: '/Aanlevering/Voorloop/Verslagperiode jjjj-mm',
      gemeentecode: '/Aanlevering/Voorloop/Gemeentenummer',
      bsn: '/Aanlevering/Client/Sofinummer',
      arbeidsvermogen: '/Aanlevering/Client/Arbeidsvermogen',
      registratienummer: 'Registratienummer',
      typeVoorziening: 'Type',
      begindatum: 'Begindatum jjjjmmdd',
      einddatum: 'Einddatum jjjjmmdd',
    },
  },

  'abbreviations of a mainframe': {
    files: {
      'srgb01.xsd': xsd(
        LAW +
          group(
            'SRGB01',
            group(
              'VLR',
              el('VERSLJR', 'Vier') +
                el('VERSLMND', 'Mnd') +
                el('STATCD', 'StatCd') +
                el('PAKKET', 'Pakket') +
                el('VRSNR', 'Tekst15') +
                el('GEMCD', 'Vier') +
                el('BERGCD', 'Vier'),
            ) +
              many(
                'REC',
                el('BSNR', 'Negen') +
                  el('GEBDAT', 'Dag') +
                  el('GESL', 'Sekse') +
                  el('ARBVERM', 'Vermogen') +
                  el('DOELINZ', 'EenTwee') +
                  el('REGNRVZ', 'Tekst15') +
                  el('SRTVZ', 'Soort') +
                  el('OMSVZ', 'Tekst') +
                  el('DATBVZ', 'Dag') +
                  el('DATEVZ', 'DagLeeg') +
                  el('DATREG', 'Dag') +
                  el('LNWRD', 'Procent') +
                  el('RDNBEEIND', 'EenTwee'),
              ) +
              group('SLR', el('AANTREC', 'xs:int')),
          ) +
          simple('Mnd', pattern('0[1-9]|1[0-2]')) +
          codes('StatCd', '10') +
          simple('DagLeeg', pattern('[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])|0{8}')),
      ),
    },
    record: '/SRGB01/REC',
    mapped: {
      statistiekjaar: '/SRGB01/VLR/VERSLJR jjjj',
      statistiekmaand: '/SRGB01/VLR/VERSLMND mm',
      statistiekcode: '/SRGB01/VLR/STATCD',
      softwarepakket: '/SRGB01/VLR/PAKKET',
      softwareversie: '/SRGB01/VLR/VRSNR',
      gemeentecode: '/SRGB01/VLR/GEMCD',
      berichtgevercode: '/SRGB01/VLR/BERGCD',
      bsn: 'BSNR',
      geboortedatum: 'GEBDAT jjjjmmdd',
      geslacht: 'GESL',
      arbeidsvermogen: 'ARBVERM',
      doelInzet: 'DOELINZ',
      registratienummer: 'REGNRVZ',
      typeVoorziening: 'SRTVZ',
      omschrijving: 'OMSVZ',
      begindatum: 'DATBVZ jjjjmmdd',
      einddatum: 'DATEVZ jjjjmmdd',
      loonwaarde: 'LNWRD',
      redenBeeindiging: 'RDNBEEIND',
    },
  },

  'values in attributes of elements that are there for them': {
    files: {
      'attributen.xsd': xsd(
        LAW +
          group(
            'srg-maandbestand',
            empty('periode', attr('jaar', 'xs:gYear') + attr('maand', 'Mnd')) +
              empty('afzender', attr('code', 'Vier') + attr('naam', 'Tekst')) +
              empty('gemeente', attr('code', 'Vier') + attr('naam', 'Tekst')) +
              empty('software', attr('naam', 'Pakket') + attr('versie', 'Tekst15')) +
              many(
                'client',
                empty('geboorte', attr('datum', 'xs:date') + attr('plaats', 'Tekst')) +
                  empty('arbeidsvermogen', attr('code', 'Vermogen') + attr('vastgesteld', 'xs:date')) +
                  many(
                    'voorziening',
                    empty('type', attr('code', 'Soort') + attr('omschrijving', 'Tekst')) +
                      empty('begin', attr('datum', 'xs:date')) +
                      empty('eind', attr('datum', 'xs:date') + attr('reden', 'EenTwee'), 'minOccurs="0"') +
                      empty('loonwaarde', attr('percentage', 'Procent'), 'minOccurs="0"'),
                    attr('registratienummer', 'Tekst15'),
                  ),
                attr('bsn', 'Negen') + attr('geslacht', 'Sekse'),
              ),
          ) +
          simple('Mnd', pattern('0[1-9]|1[0-2]')),
      ),
    },
    record: '/srg-maandbestand/client/voorziening',
    mapped: {
      statistiekjaar: '/srg-maandbestand/periode/@jaar jjjj',
      statistiekmaand: '/srg-maandbestand/periode/@maand mm',
      softwarepakket: '/srg-maandbestand/software/@naam',
      softwareversie: '/srg-maandbestand/software/@versie',
      gemeentecode: '/srg-maandbestand/gemeente/@code',
      berichtgevercode: '/srg-maandbestand/afzender/@code',
      bsn: '/srg-maandbestand/client/@bsn',
      geboortedatum: '/srg-maandbestand/client/geboorte/@datum jjjj-mm-dd',
      geslacht: '/srg-maandbestand/client/@geslacht',
      arbeidsvermogen: '/srg-maandbestand/client/arbeidsvermogen/@code',
      registratienummer: '@registratienummer',
      typeVoorziening: 'type/@code',
      omschrijving: 'type/@omschrijving',
      begindatum: 'begin/@datum jjjj-mm-dd',
      einddatum: 'eind/@datum jjjj-mm-dd',
      loonwaarde: 'loonwaarde/@percentage',
      redenBeeindiging: 'eind/@reden',
    },
  },

  'three lists of one type, told apart by their names': {
    files: {
      'lijsten.xsd': xsd(
        `${LAW}<xs:complexType name="Voorziening"><xs:sequence>${
          el('Bsn', 'Negen') +
          el('Arbeidsvermogen', 'Vermogen') +
          el('Registratienummer', 'Tekst15') +
          el('TypeVoorziening', 'Soort') +
          el('Begindatum', 'xs:date') +
          opt('Einddatum', 'xs:date')
        }</xs:sequence></xs:complexType>${group(
          'SRG',
          group('Kop', el('Verslagmaand', 'xs:gYearMonth') + el('Berichtgevercode', 'Vier')) +
            ['Gestarte', 'Lopende', 'Beeindigde']
              .map((kind) => perhaps(`${kind}Voorzieningen`, el('Voorziening', 'Voorziening', 'maxOccurs="unbounded"')))
              .join(''),
        )}`,
      ),
    },
    record: ['Gestarte', 'Lopende', 'Beeindigde'].map((kind) => `/SRG/${kind}Voorzieningen/Voorziening`),
    mapped: Object.fromEntries([
      ['verslagmaand', '/SRG/Kop/Verslagmaand jjjj-mm'],
      ['berichtgevercode', '/SRG/Kop/Berichtgevercode'],
      ...(
        [
          ['bsn', 'Bsn', ''],
          ['arbeidsvermogen', 'Arbeidsvermogen', ''],
          ['registratienummer', 'Registratienummer', ''],
          ['typeVoorziening', 'TypeVoorziening', ''],
          ['begindatum', 'Begindatum', ' jjjj-mm-dd'],
          ['einddatum', 'Einddatum', ' jjjj-mm-dd'],
        ] as const
      ).map(([concept, name, format]) => [
        concept,
        `${name} | /SRG/LopendeVoorzieningen/Voorziening/${name} | /SRG/BeeindigdeVoorzieningen/Voorziening/${name}${format}`,
      ]),
    ]),
  },

  'a person, a traject and its voorzieningen, each with dates and numbers': {
    files: {
      'traject.xsd': xsd(
        LAW +
          group(
            'Opgave',
            group(
              'Stuurgegevens',
              el('Berichtversie', 'Tekst15') +
                el('Zender', 'Vier') +
                el('Ontvanger', 'Tekst') +
                el('Applicatie', 'Pakket') +
                el('Tijdstip', 'xs:dateTime') +
                el('Verslagjaar', 'xs:gYear') +
                el('Verslagmaand', 'Mnd'),
            ) +
              many(
                'Persoon',
                el('inp.bsn', 'Negen') +
                  el('geslachtsnaam', 'Tekst') +
                  el('geboortedatum', 'Dag') +
                  el('geslachtsaanduiding', 'Sekse') +
                  many('Relatie', el('inp.bsn', 'Negen') + el('geboortedatum', 'Dag') + el('soort', 'Relatie')) +
                  many(
                    'Traject',
                    el('nummer', 'Tekst15') +
                      el('doel', 'EenTwee') +
                      el('begindatum', 'Dag') +
                      opt('einddatum', 'Dag') +
                      el('status', 'Vermogen') +
                      many(
                        'Voorziening',
                        el('nummer', 'Tekst15') +
                          el('soort', 'Soort') +
                          el('toelichting', 'Tekst') +
                          el('begindatum', 'Dag') +
                          opt('einddatum', 'Dag') +
                          opt('geplandeEinddatum', 'Dag') +
                          el('arbeidsvermogen', 'Vermogen') +
                          opt('loonwaarde', 'Procent'),
                      ),
                  ),
              ),
          ) +
          codes('Relatie', '1 2 3') +
          simple('Mnd', pattern('0[1-9]|1[0-2]')),
      ),
    },
    record: '/Opgave/Persoon/Traject/Voorziening',
    mapped: {
      statistiekjaar: '/Opgave/Stuurgegevens/Verslagjaar jjjj',
      statistiekmaand: '/Opgave/Stuurgegevens/Verslagmaand mm',
      softwarepakket: '/Opgave/Stuurgegevens/Applicatie',
      berichtgevercode: '/Opgave/Stuurgegevens/Zender',
      bsn: '/Opgave/Persoon/inp.bsn',
      geboortedatum: '/Opgave/Persoon/geboortedatum jjjjmmdd',
      geslacht: '/Opgave/Persoon/geslachtsaanduiding',
      arbeidsvermogen: 'arbeidsvermogen',
      registratienummer: 'nummer',
      typeVoorziening: 'soort',
      omschrijving: 'toelichting',
      begindatum: 'begindatum jjjjmmdd',
      einddatum: 'einddatum jjjjmmdd',
      loonwaarde: 'loonwaarde',
      doelInzet: '? /Opgave/Persoon/Traject/doel',
    },
  },

  'columns with numbers, told of in English': {
    files: {
      'columns.xsd': xsd(
        LAW +
          group(
            'Table',
            group(
              'C0',
              told('C001', 'Reporting year (YYYY)', 'xs:gYear') +
                told('C002', 'Reporting month', 'Mnd') +
                told('C003', 'Municipality code', 'Vier'),
            ) +
              many(
                'Row',
                told('C101', 'Citizen service number', 'Negen') +
                  told('C102', 'Date of birth, YYYYMMDD', 'Dag') +
                  told('C103', 'Gender', 'Sekse') +
                  told('C104', 'Earning capacity', 'Vermogen') +
                  told('C105', 'Date of birth of the partner', 'Dag') +
                  told('C106', 'Registration number of the facility', 'Tekst15') +
                  told('C107', 'Type of facility', 'Soort') +
                  told('C108', 'Start date of the facility', 'Dag') +
                  told('C109', 'End date of the facility', 'Dag') +
                  told('C110', 'Planned end date', 'Dag') +
                  told('C111', 'Wage value', 'Procent'),
              ),
          ) +
          simple('Mnd', pattern('0[1-9]|1[0-2]')),
      ),
    },
    record: '/Table/Row',
    mapped: {
      statistiekjaar: '/Table/C0/C001 jjjj',
      statistiekmaand: '/Table/C0/C002 mm',
      gemeentecode: '/Table/C0/C003',
      bsn: 'C101',
      geboortedatum: 'C102 jjjjmmdd',
      geslacht: 'C103',
      arbeidsvermogen: 'C104',
      registratienummer: 'C106',
      typeVoorziening: 'C107',
      begindatum: 'C108 jjjjmmdd',
      einddatum: 'C109 jjjjmmdd',
      loonwaarde: 'C111',
    },
  },

  'running or ended by a choice, sexes as letters, percentages as decimals': {
    files: {
      'keuze.xsd': xsd(
        LAW +
          codes('MV', 'M V X') +
          simple('Perc', '<xs:minInclusive value="0"/><xs:maxInclusive value="100"/>', 'xs:decimal') +
          group(
            'ParticipatieBericht',
            group('Bericht', el('PeriodeVan', 'xs:date') + el('PeriodeTot', 'xs:date') + el('GemeenteCode', 'Vier')) +
              many(
                'Participatievoorziening',
                group(
                  'Klant',
                  el('BSN', 'Negen') +
                    el('Geboortedatum', 'xs:date') +
                    el('Geslacht', 'MV') +
                    el('Geslachtsnaam', 'Tekst') +
                    el('Arbeidsvermogen', 'Vermogen'),
                ) +
                  el('RegistratieId', 'Tekst15') +
                  el('SoortVoorziening', 'Soort') +
                  el('DatumStart', 'xs:date') +
                  choice(el('LooptNog', 'xs:boolean') + el('DatumStop', 'xs:date')) +
                  perhaps(
                    'LKS',
                    el('PercentageLoonwaarde', 'Perc') + el('Bedrag', 'Perc') + opt('BeëindigingsReden', 'EenTwee'),
                  ),
              ),
          ),
      ),
    },
    record: '/ParticipatieBericht/Participatievoorziening',
    mapped: {
      verslagmaand: '? /ParticipatieBericht/Bericht/PeriodeVan jjjj-mm-dd',
      gemeentecode: '/ParticipatieBericht/Bericht/GemeenteCode',
      bsn: 'Klant/BSN',
      geboortedatum: 'Klant/Geboortedatum jjjj-mm-dd',
      geslacht: '? Klant/Geslacht',
      arbeidsvermogen: 'Klant/Arbeidsvermogen',
      registratienummer: 'RegistratieId',
      typeVoorziening: 'SoortVoorziening',
      begindatum: 'DatumStart jjjj-mm-dd',
      einddatum: 'DatumStop jjjj-mm-dd',
      loonwaarde: 'LKS/PercentageLoonwaarde',
      redenBeeindiging: 'LKS/BeëindigingsReden',
    },
  },

  'groups by reference, a code beside its text, dates of grants': {
    files: {
      'groepen.xsd': xsd(
        `${LAW}<xs:group name="Wie"><xs:sequence>${el('burgerServiceNummer', 'Negen') + el('geboorteDatum', 'xs:date')}</xs:sequence></xs:group>
        <xs:attributeGroup name="Meta">${attr('registratieDatum', 'xs:date') + attr('gewijzigdDoor', 'xs:string')}</xs:attributeGroup>
        <xs:complexType name="CodeMetTekst"><xs:simpleContent><xs:extension base="Soort">${attr('omschrijving', 'Tekst')}</xs:extension></xs:simpleContent></xs:complexType>
        <xs:complexType name="VoorzieningType"><xs:sequence><xs:group ref="Wie"/>${
          el('arbeidsVermogen', 'Vermogen') +
          el('voorzieningNummer', 'Tekst15') +
          el('voorzieningSoort', 'CodeMetTekst') +
          el('datumToekenning', 'xs:date') +
          el('datumAanvang', 'xs:date') +
          opt('datumBeeindiging', 'xs:date') +
          opt('redenBeeindiging', 'EenTwee') +
          opt('redenToekenning', 'EenTwee')
        }</xs:sequence><xs:attributeGroup ref="Meta"/></xs:complexType>
        ${group(
          'levering',
          group('periode', el('jaar', 'xs:gYear') + el('maand', 'xs:gMonth')) +
            el('gemeenteCode', 'Vier') +
            group('voorzieningen', el('voorziening', 'VoorzieningType', 'minOccurs="0" maxOccurs="unbounded"')),
        )}`,
      ),
    },
    record: '/levering/voorzieningen/voorziening',
    mapped: {
      statistiekjaar: '/levering/periode/jaar jjjj',
      statistiekmaand: '/levering/periode/maand --mm',
      gemeentecode: '/levering/gemeenteCode',
      bsn: 'burgerServiceNummer',
      geboortedatum: 'geboorteDatum jjjj-mm-dd',
      arbeidsvermogen: 'arbeidsVermogen',
      registratienummer: 'voorzieningNummer',
      typeVoorziening: 'voorzieningSoort',
      omschrijving: 'voorzieningSoort/@omschrijving',
      begindatum: 'datumAanvang jjjj-mm-dd',
      einddatum: 'datumBeeindiging jjjj-mm-dd',
      redenBeeindiging: 'redenBeeindiging',
    },
  },

  'a client beside an employer, and the number of the client': {
    files: {
      'werkgever.xsd': xsd(
        LAW +
          simple('Kvk', pattern('[0-9]{8}')) +
          group(
            'SRG_Export',
            empty(
              'Meta',
              attr('versie', 'Tekst') +
                attr('aangemaakt', 'xs:dateTime') +
                attr('periode', 'xs:gYearMonth') +
                attr('gemeente', 'Vier'),
            ) +
              many(
                'Dossier',
                el('ClientNr', 'Tekst15') +
                  el('DossierNr', 'Tekst15') +
                  el('BSN_Client', 'Negen') +
                  opt('BSN_Partner', 'Negen') +
                  el('GeboorteDt_Client', 'xs:date') +
                  opt('GeboorteDt_Partner', 'xs:date') +
                  el('Arbeidsvermogen_Cd', 'Vermogen') +
                  perhaps('Werkgever', el('KvkNr', 'Kvk') + el('StartDt', 'xs:date') + el('EindDt', 'xs:date')) +
                  el('Voorziening_Cd', 'Soort') +
                  el('Voorziening_Oms', 'Tekst') +
                  el('Voorziening_Nr', 'Tekst15') +
                  el('Start_Dt', 'xs:date') +
                  opt('Eind_Dt_Gepland', 'xs:date') +
                  opt('Eind_Dt', 'xs:date') +
                  opt('LW_Perc', 'xs:int'),
              ),
          ),
      ),
    },
    record: '/SRG_Export/Dossier',
    mapped: {
      verslagmaand: '/SRG_Export/Meta/@periode jjjj-mm',
      softwareversie: '? /SRG_Export/Meta/@versie',
      gemeentecode: '/SRG_Export/Meta/@gemeente',
      bsn: 'BSN_Client',
      geboortedatum: 'GeboorteDt_Client jjjj-mm-dd',
      arbeidsvermogen: 'Arbeidsvermogen_Cd',
      registratienummer: 'Voorziening_Nr',
      typeVoorziening: 'Voorziening_Cd',
      omschrijving: 'Voorziening_Oms',
      begindatum: 'Start_Dt jjjj-mm-dd',
      einddatum: 'Eind_Dt jjjj-mm-dd',
      loonwaarde: 'LW_Perc',
    },
  },

  'labels for codes, and a person that may be there': {
    files: {
      'labels.xsd': xsd(
        LAW +
          simple(
            'Soorten',
            [
              ['LKS', 'Loonkostensubsidie o.g.v. de Participatiewet'],
              ['FLKS', 'Forfaitaire loonkostensubsidie'],
              ['BW', 'Beschut werk'],
              ['PP', 'Participatieplaats'],
              ['JC', 'Jobcoach/begeleiding op de werkplek'],
              ['VW', 'Vrijwilligerswerk'],
            ]
              .map(([code, label]) => `<xs:enumeration value="${code}">${doc(label!)}</xs:enumeration>`)
              .join(''),
          ) +
          group(
            'Srg',
            perhaps('Leveringskop', el('StatJaar', 'Vier') + el('StatMaand', 'Mnd') + el('GemCode', 'Vier')) +
              group(
                'Reintegraties',
                many(
                  'Reintegratie',
                  perhaps('Persoon', el('Bsn', 'Negen') + el('Geboortedag', 'xs:date') + el('AV', 'Vermogen')) +
                    el('Id', 'xs:ID') +
                    el('Soort', 'Soorten') +
                    el('Ingang', 'xs:date') +
                    opt('Einde', 'xs:date'),
                ),
              ),
          ) +
          simple('Mnd', pattern('0[1-9]|1[0-2]')),
      ),
    },
    record: '/Srg/Reintegraties/Reintegratie',
    mapped: {
      statistiekjaar: '/Srg/Leveringskop/StatJaar jjjj',
      statistiekmaand: '/Srg/Leveringskop/StatMaand mm',
      gemeentecode: '/Srg/Leveringskop/GemCode',
      bsn: 'Persoon/Bsn',
      geboortedatum: 'Persoon/Geboortedag jjjj-mm-dd',
      arbeidsvermogen: 'Persoon/AV',
      registratienummer: '? Id',
      typeVoorziening: 'Soort',
      begindatum: 'Ingang jjjj-mm-dd',
      einddatum: 'Einde jjjj-mm-dd',
    },
  },

  'employments beside voorzieningen, each with a code, a begin and an end': {
    files: {
      'dienst.xsd': xsd(
        LAW +
          group(
            'RIG',
            group('Aangifte', el('Tijdvak', 'xs:gYearMonth') + el('Gemeente', 'Vier') + el('Bronhouder', 'Vier')) +
              many(
                'Kandidaat',
                el('BurgerserviceNr', 'Negen') +
                  el('Geb_dt', 'xs:date') +
                  el('M_V', 'Sekse') +
                  el('Verdiencapaciteit', 'Vermogen') +
                  many(
                    'Dienstverband',
                    el('Soort', 'Soort') +
                      el('Begindatum', 'xs:date') +
                      opt('Einddatum', 'xs:date') +
                      el('Nummer', 'Tekst15'),
                  ) +
                  many(
                    'Instrument',
                    el('Soort', 'Soort') +
                      el('Begindatum', 'xs:date') +
                      opt('Einddatum', 'xs:date') +
                      el('Nummer', 'Tekst15') +
                      opt('Loonwaarde', 'Procent') +
                      opt('LoonwaardeVastgesteldOp', 'xs:date') +
                      opt('BedragPerMaand', 'xs:decimal'),
                  ),
              ),
          ),
      ),
    },
    record: '/RIG/Kandidaat/Instrument',
    mapped: {
      verslagmaand: '/RIG/Aangifte/Tijdvak jjjj-mm',
      gemeentecode: '/RIG/Aangifte/Gemeente',
      berichtgevercode: '/RIG/Aangifte/Bronhouder',
      bsn: '/RIG/Kandidaat/BurgerserviceNr',
      geboortedatum: '/RIG/Kandidaat/Geb_dt jjjj-mm-dd',
      arbeidsvermogen: '/RIG/Kandidaat/Verdiencapaciteit',
      registratienummer: 'Nummer',
      typeVoorziening: 'Soort',
      begindatum: 'Begindatum jjjj-mm-dd',
      einddatum: 'Einddatum jjjj-mm-dd',
      loonwaarde: 'Loonwaarde',
    },
  },

  'dates in parts, and times': {
    files: {
      'tijd.xsd': xsd(
        LAW +
          group(
            'SrgUitwisseling',
            el('AanmaakTijdstip', 'xs:dateTime') +
              el('EersteDagVerslagmaand', 'xs:date') +
              el('LaatsteDagVerslagmaand', 'xs:date') +
              el('CodeGemeente', 'Vier') +
              many(
                'VoorzieningRegel',
                el('Bsn', 'Negen') +
                  el('GeboorteJaar', 'xs:gYear') +
                  el('Geboortedatum', 'xs:dateTime') +
                  el('ArbeidsvermogenCode', 'Vermogen') +
                  el('VoorzieningId', 'Tekst15') +
                  el('VoorzieningType', 'Soort') +
                  el('VoorzieningBegin', 'xs:dateTime') +
                  el('VoorzieningEind', 'xs:dateTime', 'nillable="true"') +
                  el('VoorzieningEindReden', 'EenTwee', 'nillable="true"') +
                  el('VoorzieningDuur', 'xs:int') +
                  el('VoorzieningAangemaakt', 'xs:dateTime'),
              ),
          ),
      ),
    },
    record: '/SrgUitwisseling/VoorzieningRegel',
    mapped: {
      verslagmaand: '/SrgUitwisseling/EersteDagVerslagmaand jjjj-mm-dd',
      gemeentecode: '/SrgUitwisseling/CodeGemeente',
      bsn: 'Bsn',
      geboortedatum: 'Geboortedatum jjjj-mm-ddThh:mm:ss',
      arbeidsvermogen: 'ArbeidsvermogenCode',
      registratienummer: 'VoorzieningId',
      typeVoorziening: 'VoorzieningType',
      begindatum: 'VoorzieningBegin jjjj-mm-ddThh:mm:ss',
      einddatum: 'VoorzieningEind jjjj-mm-ddThh:mm:ss',
      redenBeeindiging: 'VoorzieningEindReden',
    },
  },

  'records in the shape of a database: rows of columns in attributes': {
    files: {
      'rowset.xsd': xsd(
        LAW +
          group(
            'ROWSET',
            empty(
              'HEADER',
              attr('stat_jaar', 'xs:gYear') + attr('stat_mnd', 'Mnd') + attr('gem_cd', 'Vier') + attr('afz_cd', 'Vier'),
            ) +
              empty(
                'ROW',
                attr('num', 'xs:int') +
                  attr('clt_bsn', 'Negen') +
                  attr('clt_geb_dat', 'Dag') +
                  attr('clt_gesl', 'Sekse') +
                  attr('clt_av', 'Vermogen') +
                  attr('ptn_bsn', 'Negen') +
                  attr('vz_reg_nr', 'Tekst15') +
                  attr('vz_type', 'Soort') +
                  attr('vz_dat_b', 'Dag') +
                  attr('vz_dat_e', 'Dag') +
                  attr('vz_lw', 'Procent') +
                  attr('mut_dat', 'Dag'),
                'minOccurs="0" maxOccurs="unbounded"',
              ),
          ) +
          simple('Mnd', pattern('0[1-9]|1[0-2]')),
      ),
    },
    record: '/ROWSET/ROW',
    mapped: {
      statistiekjaar: '/ROWSET/HEADER/@stat_jaar jjjj',
      statistiekmaand: '/ROWSET/HEADER/@stat_mnd mm',
      gemeentecode: '/ROWSET/HEADER/@gem_cd',
      bsn: '@clt_bsn',
      geboortedatum: '@clt_geb_dat jjjjmmdd',
      geslacht: '@clt_gesl',
      arbeidsvermogen: '@clt_av',
      registratienummer: '@vz_reg_nr',
      typeVoorziening: '@vz_type',
      begindatum: '@vz_dat_b jjjjmmdd',
      einddatum: '@vz_dat_e jjjjmmdd',
      loonwaarde: '@vz_lw',
    },
  },

  'a request and its answer, of two roots': {
    files: {
      'retour.xsd': xsd(
        `${LAW}<xs:complexType name="Rij"><xs:sequence>${
          el('bsn', 'Negen') +
          el('arbeidsvermogen', 'Vermogen') +
          el('nummer-voorziening', 'Tekst15') +
          el('type-voorziening', 'Soort') +
          el('begin-voorziening', 'Dag') +
          opt('eind-voorziening', 'Dag')
        }</xs:sequence></xs:complexType>
        ${group('srg-levering', el('verslag-periode', 'xs:gYearMonth') + el('berichtgever-code', 'Vier') + el('rij', 'Rij', 'minOccurs="0" maxOccurs="unbounded"'))}
        ${group('srg-retour', el('verslag-periode', 'xs:gYearMonth') + many('fout', el('foutcode', 'xs:int') + el('rij', 'Rij')))}`,
        'targetNamespace="urn:x:srg" xmlns="urn:x:srg" elementFormDefault="qualified"',
      ),
    },
    record: '/srg-levering/rij',
    mapped: {
      verslagmaand: '/srg-levering/verslag-periode jjjj-mm',
      berichtgevercode: '/srg-levering/berichtgever-code',
      bsn: 'bsn',
      arbeidsvermogen: 'arbeidsvermogen',
      registratienummer: 'nummer-voorziening',
      typeVoorziening: 'type-voorziening',
      begindatum: 'begin-voorziening jjjjmmdd',
      einddatum: 'eind-voorziening jjjjmmdd',
    },
  },

  'previous values beside those of now': {
    files: {
      'vorige.xsd': xsd(
        LAW +
          group(
            'Srg',
            group(
              'Kop',
              el('Rapportagemaand', 'xs:gYearMonth') +
                el('GemeenteCode', 'Vier') +
                el('VorigeRapportagemaand', 'xs:gYearMonth'),
            ) +
              many(
                'Mutatie',
                el('SoortMutatie', 'Mut') +
                  el('Burgerservicenummer', 'Negen') +
                  el('VorigBurgerservicenummer', 'Negen') +
                  el('Arbeidsvermogen', 'Vermogen') +
                  el('VorigArbeidsvermogen', 'Vermogen') +
                  el('VoorzieningNr', 'Tekst15') +
                  el('SoortVoorziening', 'Soort') +
                  el('SoortVorigeVoorziening', 'Soort') +
                  el('DatumBegin', 'Dag') +
                  el('DatumBeginVorige', 'Dag') +
                  opt('DatumEind', 'Dag') +
                  opt('DatumEindVerwacht', 'Dag'),
              ),
          ) +
          codes('Mut', 'N W V'),
      ),
    },
    record: '/Srg/Mutatie',
    mapped: {
      verslagmaand: '/Srg/Kop/Rapportagemaand jjjj-mm',
      gemeentecode: '/Srg/Kop/GemeenteCode',
      bsn: 'Burgerservicenummer',
      arbeidsvermogen: 'Arbeidsvermogen',
      registratienummer: 'VoorzieningNr',
      typeVoorziening: 'SoortVoorziening',
      begindatum: 'DatumBegin jjjjmmdd',
      einddatum: 'DatumEind jjjjmmdd',
    },
  },

  'groups around each value': {
    files: {
      'groepen.xsd': xsd(
        LAW +
          group(
            'Srg',
            group(
              'Meta',
              group('Periode', el('Jaar', 'xs:gYear') + el('Maand', 'xs:gMonth')) +
                group('Gemeente', el('Code', 'Vier') + el('Naam', 'Tekst')),
            ) +
              many(
                'Persoon',
                group('Identificatie', el('BSN', 'Negen')) +
                  group('Geboorte', el('Datum', 'xs:date') + el('Plaats', 'Tekst')) +
                  group('Geslacht', el('Code', 'Sekse') + el('Omschrijving', 'Tekst')) +
                  group('Arbeidsvermogen', el('Code', 'Vermogen') + el('Peildatum', 'xs:date')) +
                  group(
                    'Voorzieningen',
                    many(
                      'Voorziening',
                      el('Identificatie', 'Tekst15') +
                        group('Type', el('Code', 'Soort') + el('Omschrijving', 'Tekst')) +
                        group('Looptijd', el('Begin', 'xs:date') + opt('Eind', 'xs:date')) +
                        perhaps(
                          'Loonkostensubsidie',
                          group('Loonwaarde', el('Percentage', 'Procent') + el('VastgesteldOp', 'xs:date')) +
                            perhaps('Beeindiging', el('Reden', 'EenTwee')),
                        ),
                    ),
                  ),
              ),
          ),
      ),
    },
    record: '/Srg/Persoon/Voorzieningen/Voorziening',
    mapped: {
      statistiekjaar: '/Srg/Meta/Periode/Jaar jjjj',
      statistiekmaand: '/Srg/Meta/Periode/Maand --mm',
      gemeentecode: '/Srg/Meta/Gemeente/Code',
      bsn: '/Srg/Persoon/Identificatie/BSN',
      geboortedatum: '/Srg/Persoon/Geboorte/Datum jjjj-mm-dd',
      geslacht: '/Srg/Persoon/Geslacht/Code',
      arbeidsvermogen: '/Srg/Persoon/Arbeidsvermogen/Code',
      registratienummer: 'Identificatie',
      typeVoorziening: 'Type/Code',
      omschrijving: 'Type/Omschrijving',
      begindatum: 'Looptijd/Begin jjjj-mm-dd',
      einddatum: 'Looptijd/Eind jjjj-mm-dd',
      loonwaarde: 'Loonkostensubsidie/Loonwaarde/Percentage',
      redenBeeindiging: 'Loonkostensubsidie/Beeindiging/Reden',
    },
  },

  'names that begin with what they are of, in one row': {
    files: {
      'rijen.xsd': xsd(
        LAW +
          group(
            'Bestand',
            el('BestandPeriode', 'xs:gYearMonth') +
              el('BestandGemeente', 'Vier') +
              many(
                'Rij',
                el('ClientBsn', 'Negen') +
                  el('ClientDob', 'xs:date') +
                  el('ClientArbeidsvermogen', 'Vermogen') +
                  el('ClientNummer', 'Tekst15') +
                  el('ClientWoongemeente', 'Vier') +
                  el('VoorzieningNummer', 'Tekst15') +
                  el('VoorzieningSoort', 'Soort') +
                  el('VoorzieningBegindatum', 'xs:date') +
                  el('VoorzieningEinddatum', 'xs:date') +
                  el('VoorzieningEinddatumGepland', 'xs:date') +
                  el('VoorzieningDoel', 'EenTwee') +
                  el('VoorzieningLoonwaarde', 'Procent') +
                  el('VoorzieningLoonwaardeEuro', 'xs:decimal'),
              ),
          ),
      ),
    },
    record: '/Bestand/Rij',
    mapped: {
      verslagmaand: '/Bestand/BestandPeriode jjjj-mm',
      gemeentecode: '/Bestand/BestandGemeente',
      bsn: 'ClientBsn',
      geboortedatum: 'ClientDob jjjj-mm-dd',
      arbeidsvermogen: 'ClientArbeidsvermogen',
      doelInzet: 'VoorzieningDoel',
      registratienummer: 'VoorzieningNummer',
      typeVoorziening: 'VoorzieningSoort',
      begindatum: 'VoorzieningBegindatum jjjj-mm-dd',
      einddatum: 'VoorzieningEinddatum jjjj-mm-dd',
      loonwaarde: 'VoorzieningLoonwaarde',
    },
  },

  'requests beside voorzieningen, of the same form': {
    files: {
      'aanvraag.xsd': xsd(
        LAW +
          group(
            'Export',
            el('Maand', 'xs:gYearMonth') +
              ['Aanvraag', 'Voorziening']
                .map((name) =>
                  many(
                    name,
                    el('Bsn', 'Negen') +
                      el('SoortVoorziening', 'Soort') +
                      el('Begindatum', 'xs:date') +
                      opt('Einddatum', 'xs:date') +
                      el('Arbeidsvermogen', 'Vermogen'),
                  ),
                )
                .join(''),
          ),
      ),
    },
    record: '/Export/Voorziening',
    mapped: {
      verslagmaand: '/Export/Maand jjjj-mm',
      bsn: 'Bsn',
      arbeidsvermogen: 'Arbeidsvermogen',
      typeVoorziening: 'SoortVoorziening',
      begindatum: 'Begindatum jjjj-mm-dd',
      einddatum: 'Einddatum jjjj-mm-dd',
    },
  },
};
