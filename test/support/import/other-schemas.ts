import { xsd } from '../packs/schema-pack.ts';

const el = (name: string, type: string, more = '') => `<xs:element name="${name}" type="${type}" ${more}/>`;
const group = (name: string, content: string, more = '') =>
  `<xs:element name="${name}" ${more}><xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType></xs:element>`;
const many = (name: string, content: string) => group(name, content, 'minOccurs="0" maxOccurs="unbounded"');
const simple = (name: string, facets: string, base = 'xs:string') =>
  `<xs:simpleType name="${name}"><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType>`;
const codes = (name: string, values: string) =>
  simple(
    name,
    values
      .split(' ')
      .map((value) => `<xs:enumeration value="${value}"/>`)
      .join(''),
  );
const TYPES = [
  simple('Negen', '<xs:pattern value="[0-9]{9}"/>'),
  simple('Vier', '<xs:pattern value="[0-9]{4}"/>'),
  simple('Tekst', '<xs:maxLength value="80"/>'),
  codes('Sekse', '0 1 2 9'),
].join('');
const schema = (content: string) => xsd(TYPES + content);

/** Schemas of something else, the SRG's neighbours among them. */
export const OTHER_SCHEMAS: Readonly<Record<string, string>> = {
  'a payment': schema(
    group(
      'Document',
      group(
        'CstmrCdtTrfInitn',
        group('GrpHdr', el('MsgId', 'Tekst') + el('CreDtTm', 'xs:dateTime') + el('NbOfTxs', 'xs:int')) +
          many(
            'PmtInf',
            el('PmtInfId', 'Tekst') +
              el('PmtMtd', 'Tekst') +
              el('ReqdExctnDt', 'xs:date') +
              many(
                'CdtTrfTxInf',
                group('PmtId', el('InstrId', 'Tekst') + el('EndToEndId', 'Tekst')) +
                  group('Amt', el('InstdAmt', 'xs:decimal')) +
                  group('Cdtr', el('Nm', 'Tekst')) +
                  group('CdtrAcct', group('Id', el('IBAN', 'Tekst'))) +
                  el('Purp', 'Tekst'),
              ),
          ),
      ),
    ),
  ),
  'an invoice': schema(
    group(
      'Invoice',
      el('ID', 'Tekst') +
        el('IssueDate', 'xs:date') +
        el('DueDate', 'xs:date') +
        el('InvoiceTypeCode', 'xs:int') +
        el('Note', 'Tekst') +
        group('InvoicePeriod', el('StartDate', 'xs:date') + el('EndDate', 'xs:date')) +
        many(
          'InvoiceLine',
          el('ID', 'Tekst') +
            el('InvoicedQuantity', 'xs:decimal') +
            el('LineExtensionAmount', 'xs:decimal') +
            group('InvoicePeriod', el('StartDate', 'xs:date') + el('EndDate', 'xs:date')) +
            group('Item', el('Description', 'Tekst') + el('Name', 'Tekst') + el('ItemTypeCode', 'xs:int')),
        ),
    ),
  ),
  'an address book': schema(
    group(
      'Adresboek',
      many(
        'Contact',
        el('Nummer', 'xs:int') +
          el('Voornaam', 'Tekst') +
          el('Achternaam', 'Tekst') +
          el('Geboortedatum', 'xs:date') +
          el('Geslacht', 'Sekse') +
          el('Gemeente', 'Tekst') +
          el('Type', 'Tekst') +
          el('Omschrijving', 'Tekst'),
      ),
    ),
  ),
  'a message of care': schema(
    group(
      'Bericht',
      group(
        'Header',
        el('BerichtCode', 'xs:int') +
          el('BerichtVersie', 'xs:int') +
          el('Afzender', 'Vier') +
          el('Ontvanger', 'Tekst') +
          el('BerichtIdentificatie', 'Tekst'),
      ) +
        group(
          'Client',
          el('Bsn', 'Negen') +
            el('Geboortedatum', 'xs:date') +
            el('Geslacht', 'Sekse') +
            group('Naam', el('Geslachtsnaam', 'Tekst')) +
            group(
              'ToegewezenProducten',
              many(
                'ToegewezenProduct',
                el('ToewijzingNummer', 'Tekst') +
                  group('Product', el('Categorie', 'xs:int') + el('Code', 'Tekst')) +
                  el('ToewijzingIngangsdatum', 'xs:date') +
                  el('ToewijzingEinddatum', 'xs:date') +
                  el('RedenWijziging', 'xs:int') +
                  group('Omvang', el('Volume', 'xs:int') + el('Eenheid', 'xs:int')),
              ),
            ),
        ),
    ),
  ),
  'help for the young': schema(
    group(
      'Jeugdhulp',
      group(
        'Levering',
        el('BeginVerslagperiode', 'xs:date') + el('EindVerslagperiode', 'xs:date') + el('Berichtgever', 'Tekst'),
      ) +
        many(
          'Jeugdige',
          el('Bsn', 'Negen') +
            el('Geboortedatum', 'xs:date') +
            el('Geslacht', 'Sekse') +
            el('Gemeentecode', 'Vier') +
            many(
              'Traject',
              el('Jeugdhulpvorm', 'Hulp') +
                el('Perspectief', 'Hulp') +
                el('Verwijzer', 'Hulp') +
                el('DatumAanvang', 'xs:date') +
                el('DatumBeeindiging', 'xs:date') +
                el('RedenBeeindiging', 'Hulp'),
            ),
        ),
    ) + codes('Hulp', '01 02 03 04 05 06'),
  ),
  'a monitor of the Wmo': schema(
    group(
      'Monitor',
      el('Verslagjaar', 'xs:gYear') +
        el('Gemeentecode', 'Vier') +
        many(
          'Client',
          el('BSN', 'Negen') +
            el('Geboortedatum', 'xs:date') +
            el('Geslacht', 'Sekse') +
            many(
              'Voorziening',
              el('CodeVoorziening', 'WmoCode') +
                el('Begindatum', 'xs:date') +
                el('Einddatum', 'xs:date') +
                el('Omvang', 'xs:int'),
            ),
        ),
    ) + simple('WmoCode', '<xs:pattern value="[0-9]{3}"/>'),
  ),
  'the statistic of benefits': schema(
    group(
      'BUS',
      group(
        'Voorlooprecord',
        el('Statistiekjaar', 'xs:gYear') +
          el('Statistiekmaand', 'xs:int') +
          el('Statistiekcode', 'Code') +
          el('Gemeentecode', 'Vier'),
      ) +
        many(
          'Uitkering',
          el('Burgerservicenummer', 'Negen') +
            el('Geboortedatum', 'xs:date') +
            el('Geslacht', 'Sekse') +
            el('SoortUitkering', 'Soort') +
            el('BegindatumUitkering', 'xs:date') +
            el('EinddatumUitkering', 'xs:date') +
            el('RedenBeeindiging', 'Soort') +
            el('BurgerservicenummerPartner', 'Negen') +
            el('Bedrag', 'xs:int'),
        ),
    ) +
      codes('Code', '01 02') +
      codes('Soort', '10 11 12 20 21 22 30 31 32 33 34'),
  ),
  'pupils of a school': schema(
    group(
      'School',
      el('Jaar', 'xs:gYear') +
        many(
          'Leerling',
          el('BSN', 'Negen') +
            el('Geboortedatum', 'xs:date') +
            el('Geslacht', 'Sekse') +
            many(
              'Inschrijving',
              el('Inschrijvingsnummer', 'Tekst') +
                el('SoortOpleiding', 'Opleiding') +
                el('Startdatum', 'xs:date') +
                el('Einddatum', 'xs:date'),
            ),
        ),
    ) + codes('Opleiding', 'BOL BBL VMBO HAVO VWO'),
  ),
  wages: schema(
    group(
      'Loonaangifte',
      group('Bericht', el('IdBer', 'Tekst') + el('DatTdAanm', 'xs:dateTime') + el('GebrSwPakket', 'Tekst')) +
        many(
          'InkomstenverhoudingInitieel',
          el('NumIV', 'xs:int') +
            el('DatAanv', 'xs:date') +
            el('DatEind', 'xs:date') +
            group('NatuurlijkPersoon', el('SofiNr', 'Negen') + el('Gebdat', 'xs:date') + el('Gesl', 'Sekse')) +
            group('Werknemersgegevens', el('SrtIV', 'xs:int') + el('LnLbPh', 'xs:decimal') + el('CdAard', 'xs:int')),
        ),
    ),
  ),
};
