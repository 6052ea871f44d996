/** A delivery of many records, each element on a line of its own, without indentation. */
export function largeDelivery({ records, month = '03', encoding = 'UTF-8', recordAt = (index) => ({ index }) }) {
  const written = Array.from({ length: records }, (_unused, index) => recordAt(index))
    .filter((one) => one !== undefined)
    .map(record);
  return `<?xml version="1.0" encoding="${encoding}"?>
<SRG xmlns="urn:srg-xml:regeling:2026">
<Levering>
<Statistiekjaar>2025</Statistiekjaar>
<Statistiekmaand>${month}</Statistiekmaand>
<Statistiekcode>10</Statistiekcode>
<NaamSoftwarepakket>and</NaamSoftwarepakket>
<VersienummerSoftwarepakket>4.2</VersienummerSoftwarepakket>
<Gemeentecode>0363</Gemeentecode>
<Berichtgevercode>0363</Berichtgevercode>
</Levering>
<Voorzieningen>
${written.join('\n')}
</Voorzieningen>
</SRG>
`;
}

/** `geslacht` empty: without it; `end` where it has ended. */
function record({ index, geslacht = '2', type = '40', start = '20250301', end = '' }) {
  return `<Voorziening>
<Persoon>
<Burgerservicenummer>${bsn(index)}</Burgerservicenummer>
<Geboortedatum>19880517</Geboortedatum>
${geslacht === '' ? '' : `<Geslacht>${geslacht}</Geslacht>\n`}<Arbeidsvermogen>20</Arbeidsvermogen>
<DoelInzetVoorzieningen>1</DoelInzetVoorzieningen>
</Persoon>
<RegistratienummerVoorziening>VZ-${index}</RegistratienummerVoorziening>
<TypeVoorziening>${type}</TypeVoorziening>
<BegindatumVoorziening>${start}</BegindatumVoorziening>
${end === '' ? '' : `<EinddatumVoorziening>${end}</EinddatumVoorziening>\n`}</Voorziening>`;
}

/** Fictitious: it passes the 11-proof and starts with 9, which is not handed out. */
function bsn(index) {
  for (let last = 0; ; last++) {
    const digits = String(90_000_000 + index * 10 + last);
    const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (9 - place), 0);
    if (sum % 11 < 10) return `${digits}${sum % 11}`;
  }
}
