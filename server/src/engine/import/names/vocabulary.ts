/**
 * The words that names in schemas are made of, Dutch and English, abbreviations and old names: by what they mean, in one
 * spelling without case and diacritics. Add a word here where a schema uses one that is not known.
 */
export const VOCABULARY = {
  // What concepts are called.
  begin:
    'begin beg ingang ingangs ing aanvang aanvangs aanv start starts started commencement begins begint begonnen gestart from vanaf ingaande since',
  eind: 'eind einde eindigt end ends ended tot totenmet tm until to stop afloop afl afgelopen finish finished through thru',
  datum: 'datum dat dt date datumtijd dd dag',
  voorziening:
    'voorziening voorzieningen voorz vz vrz vzng rv rvz reintegratievoorziening reintegratievoorzieningen participatievoorziening instrument instrumenten provision provisions facility facilities measure measures',
  type: 'type typen types soort soorten srt typ kind category categorie',
  code: 'code cd codes kode',
  nummer:
    'nummer nr num number no identificatie identificatienummer identifier id ident kenmerk referentie ref reference sleutel key',
  registratie: 'registratie reg registration registr',
  bsn: 'bsn bsnr burgerservicenummer burgerservicenr burgerservice sofi sofinummer sofinr fiscaalnummer citizenservicenumber citizenservice bsnnummer bsnnr burgerservicenum',
  geboorte: 'geboorte geb birth born geboren gebdat gebdatum birthdate dob',
  geslacht: 'geslacht gesl sexe sex gender geslachtsaanduiding',
  arbeidsvermogen:
    'arbeidsvermogen av arbv arbvermogen arbverm arbvm verdienvermogen verdiencapaciteit earningcapacity workcapacity arbeidsverm workability labourcapacity laborcapacity',
  arbeid: 'arbeid arbeids arb work labour labor earning earnings',
  vermogen: 'vermogen verm capaciteit capacity ability',
  doel: 'doel doelen goal purpose objective aim',
  inzet: 'inzet inz ingezet deployment use deployed',
  omschrijving: 'omschrijving omschr oms toelichting description desc descr beschrijving tekst vrijetekst explanation',
  loonwaarde: 'loonwaarde loonw lw lnw lnwrd loonwrd loonwaardepercentage wagevalue',
  loon: 'loon wage wages salary',
  waarde: 'waarde wrd value val',
  percentage: 'percentage perc pct percent procent',
  reden: 'reden redenen rdn red reason cause oorzaak',
  beeindiging: 'beeindiging beeind beeindigings beeindigd termination terminated afsluiting stopzetting',
  gemeente: 'gemeente gem gemeentelijke municipality municipal gmnt gemnt',
  berichtgever:
    'berichtgever berichtg berg respondent informant opgever aanleveraar aanleverende zender afzender sender reporter bronhouder dataprovider leverancier supplier',
  statistiek: 'statistiek stat statistics statistic statistical statistisch',
  verslag:
    'verslag versl vslg verslagleggings rapportage report reporting verantwoording aangifte levering leverings delivery',
  periode: 'periode period tijdvak tijdv',
  jaar: 'jaar jr year jjjj yr',
  maand: 'maand mnd month mm mth maandnr',
  software: 'software sw programma programmatuur applicatie app application',
  pakket: 'pakket pkt package pak',
  versie: 'versie version release vrs versienr versienummer releasenummer releaseversie ver',
  naam: 'naam namen name nm',
  lks: 'lks loonkostensubsidie loonkosten wagesubsidy subsidie subsidy wagecost wagecosts',
  // Words that say nothing by themselves.
  neutral:
    'srg bestand bestands file gegevens gegeven data info informatie information details detail item entry waarde element veld field cbs wet pwet kop header leveringskop kopgegevens voorloop voorlooprecord voorlooprec root bericht message aanlevering ten behoeve tbv body inhoud content lijst list array of the de het van der den in op en and for',
  // Those that are about the person, or about the row, say nothing either where they stand around a value.
  persoon:
    'persoon personen client clienten klant klanten clt deelnemer deelnemers person persons people participant participants burger kandidaat',
  record: 'record records rec regel regels',
  // What a value is of that looks like one of a concept and is another.
  partner: 'partner ptn prtn partners echtgenoot echtgenote spouse',
  relatie:
    'relatie relaties relation relationship kind kinderen child children ouder parent contact contactpersoon gemachtigde vertegenwoordiger huishouden household gezin family gezinslid',
  werkgever:
    'werkgever werkgevers employer bedrijf company organisatie organization organisation aanbieder provider uitvoerder school instelling vestiging inlener loonheffing loonheffingen kvk',
  traject: 'traject trajecten trajectory trajectplan route plan plannen program',
  gepland:
    'gepland geplande planned planning verwacht verwachte expected prognose beoogd beoogde voorgenomen streef target scheduled',
  aanmaak:
    'aanmaak aangemaakt creation created create mut mutatie mutaties gemuteerd wijziging wijzigings gewijzigd changed modified updated vastlegging vastgelegd invoer opvoer boek timestamp tijdstip verzend generated',
  toekenning:
    'toekenning toekennings toegekend toegewezen toewijzing grant granted award awarded beschikking besluit beschikt decision aanvraag aangevraagd request requested melding aanmelding intake indicatie indicated',
  vaststelling:
    'vaststelling vaststellings vastgesteld bepaling bepaald determination determined meting gemeten assessment assessed onderzoek methode method',
  woon: 'woon woonplaats wonen woongemeente residence residential adres address inschrijving ingeschreven verblijf domicile gbagemeente brp brpgemeente geboortegemeente herkomst vorige vorig previous',
  aantal:
    'aantal aant count counts total totaal som sum hoeveelheid quantity recordaantal uren hours duur duration omvang bedrag amount euro eur',
  volg: 'volg volgnummer volgnr volgorde sequence seq seqnr index regelnummer recordnummer rij row positie',
  zorg: 'zorg care wmo jeugd wlz medisch medical hulp product',
  uitkering: 'uitkering uitkerings benefit benefits bijstand payment betaling',
  dienstverband:
    'dienstverband dienstbetrekking employment contract arbeidscontract baan job functie arbeidsovereenkomst',
  doelgroep: 'doelgroep doelgroepen targetgroup groep group klantgroep status fase phase segment ladder trede',
  voornaam:
    'voornaam voornamen voorletters achternaam firstname lastname surname voorvoegsel voorvoegsels initialen initials',
  plaats: 'plaats land country place postcode straat huis telefoon phone email mail iban rekening account',
  dood: 'overlijden overlijdens death deceased overleden',
  eerste: 'eerste first',
  laatste: 'laatste last',
  geldig: 'geldig geldigheid valid validity peil peildatum formeel materieel',
  schema: 'schema xsd formaat format standaard standard protocol interface koppelvlak specificatie berichtversie',
} as const satisfies Record<string, string>;

/** What a word means: the key of its row. */
export type Meaning = keyof typeof VOCABULARY;

/** Single letters that mean something beside a date: `DatBRv`, `DatERv`. */
export const LETTERS: Readonly<Record<string, Meaning>> = { b: 'begin', e: 'eind', v: 'begin', t: 'eind', i: 'begin' };

/** Between the parts of a Dutch compound. */
export const LINKS: readonly string[] = ['s', 'e', 'en'];
