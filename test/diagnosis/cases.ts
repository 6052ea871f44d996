/** A place in a faulty delivery: the line, from 1, and what stands there that is at fault. */
export type Mark = readonly [line: number, token: string];

export interface DiagnosisCase {
  readonly file: string;
  /** Each of these is marked by a finding. */
  readonly marks: readonly Mark[];
  /** How many findings there are. */
  readonly count: readonly [least: number, most: number];
}

/** Faulty deliveries of three records, one kind of fault or several each; the files in `cases/` are named for them. */
export const CASES: readonly DiagnosisCase[] = [
  { file: 'end-tag-with-backslash', marks: [[31, '<\\Geslacht>']], count: [1, 1] },
  { file: 'end-tag-with-slash-at-the-end', marks: [[31, '<Geslacht/>']], count: [1, 1] },
  { file: 'end-tag-with-two-slashes', marks: [[31, '/']], count: [1, 1] },
  { file: 'start-tag-self-closed-before-value', marks: [[55, '<BegindatumVoorziening/>']], count: [1, 1] },
  { file: 'leaf-start-tag-twice', marks: [[55, '<BegindatumVoorziening>']], count: [1, 1] },
  { file: 'container-start-tag-twice', marks: [[28, '<Persoon>']], count: [1, 1] },
  { file: 'space-between-slash-and-gt', marks: [[56, '/ ']], count: [1, 1] },
  { file: 'attribute-glued-to-name', marks: [[27, 'Voorzieningid="1"']], count: [1, 1] },
  { file: 'end-and-start-tag-between-records-lost', marks: [[26, 'Persoon']], count: [1, 1] },
  { file: 'record-start-tag-missing', marks: [[55, '</Voorziening>']], count: [1, 1] },
  { file: 'record-tags-missing', marks: [[44, 'Persoon']], count: [1, 1] },
  { file: 'container-start-tag-missing', marks: [[56, '</Voorzieningen>']], count: [1, 1] },
  { file: 'header-end-tag-missing', marks: [[4, 'Levering']], count: [1, 1] },
  { file: 'root-closed-after-header', marks: [[13, '</SRG>']], count: [1, 1] },
  { file: 'person-closed-too-late', marks: [[51, 'RegistratienummerVoorziening']], count: [1, 1] },
  { file: 'value-without-tags', marks: [[55, '20250908']], count: [1, 2] },
  { file: 'xml-declaration-without-question-mark', marks: [[1, '>']], count: [1, 1] },
  { file: 'xml-declaration-in-capitals', marks: [[1, 'XML']], count: [1, 1] },
  { file: 'xml-declaration-encoding-before-version', marks: [[1, 'encoding="UTF-8" version="1.0"']], count: [1, 1] },
  { file: 'xml-declaration-standalone-in-dutch', marks: [[1, '"ja"']], count: [1, 1] },
  { file: 'second-xml-declaration', marks: [[2, '<?xml']], count: [1, 1] },
  { file: 'comment-closed-with-one-hyphen', marks: [[2, '<!--']], count: [1, 1] },
  { file: 'comment-opened-with-one-hyphen', marks: [[2, '<!-']], count: [1, 1] },
  { file: 'ampersand-entity-without-semicolon', marks: [[54, '&amp']], count: [1, 1] },
  { file: 'ampersand-entity-in-capitals', marks: [[54, '&AMP;']], count: [1, 1] },
  { file: 'zero-width-space-in-name', marks: [[31, '\u200b']], count: [1, 1] },
  { file: 'bom-in-value', marks: [[31, '\ufeff1']], count: [1, 1] },
  {
    file: 'no-break-spaces-as-indentation',
    marks: [[31, '\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0']],
    count: [1, 1],
  },
  { file: 'no-break-space-before-attribute', marks: [[3, '\u00a0']], count: [1, 1] },
  { file: 'merge-conflict-markers', marks: [[55, '<<<<<<< HEAD']], count: [1, 3] },
  { file: 'xmlns-quotes-of-two-kinds', marks: [[3, `"urn:srg-xml:regeling:2026'`]], count: [1, 1] },
  { file: 'xmlns-equals-sign-missing', marks: [[3, 'xmlns']], count: [1, 1] },
  { file: 'attribute-quote-missing-in-record', marks: [[27, '"1>']], count: [1, 1] },
  { file: 'quotes-inside-attribute-value', marks: [[44, '"zegt "ja" nu"']], count: [1, 2] },
  { file: 'xml-lang-on-value', marks: [[9, 'xml:lang']], count: [1, 1] },
  { file: 'nil-with-another-prefix', marks: [[38, 'q:nil']], count: [1, 1] },
  { file: 'empty-namespace-on-header', marks: [[4, 'Levering']], count: [1, 1] },
  {
    file: 'empty-namespace-on-each-record',
    marks: [
      [14, 'Voorziening'],
      [27, 'Voorziening'],
      [44, 'Voorziening'],
    ],
    count: [3, 3],
  },
  { file: 'root-prefixed-children-not', marks: [[4, 'Levering']], count: [1, 2] },
  { file: 'record-under-a-foreign-prefix', marks: [[44, 'o:Voorziening']], count: [1, 1] },
  { file: 'schemalocation-odd-number-of-parts', marks: [[3, '"urn:srg-xml:regeling:2026"']], count: [1, 1] },
  { file: 'only-the-xml-declaration', marks: [[1, '<?xml version="1.0" encoding="UTF-8"?>']], count: [1, 1] },
  { file: 'csv-instead-of-xml', marks: [[1, 'BSN;Geboortedatum;Geslacht']], count: [1, 1] },
  { file: 'html-page-instead-of-xml', marks: [[2, 'html']], count: [1, 1] },
  { file: 'other-xml-document', marks: [[2, 'Bestelling']], count: [1, 1] },
  { file: 'header-after-records', marks: [[49, 'Levering']], count: [1, 1] },
  { file: 'statistiekcode-missing', marks: [[4, 'Levering']], count: [1, 1] },
  { file: 'markup-in-value', marks: [[54, 'b']], count: [1, 1] },
  {
    file: 'two-unknown-elements-in-one-parent',
    marks: [
      [53, 'Extra'],
      [55, 'Toelichting'],
    ],
    count: [2, 2],
  },
  { file: 'two-missing-elements-in-one-parent', marks: [[28, 'Persoon']], count: [1, 2] },
  {
    file: 'missing-and-misspelt-in-one-parent',
    marks: [
      [30, 'Geboortdatum'],
      [28, 'Persoon'],
    ],
    count: [2, 2],
  },
  {
    file: 'ampersand-in-header-hides-schema-faults',
    marks: [
      [9, '&'],
      [55, '8-9-2025'],
    ],
    count: [2, 2],
  },
  {
    file: 'wrong-month-before-ampersand-in-header',
    marks: [
      [6, 'september'],
      [9, '&'],
    ],
    count: [2, 2],
  },
  {
    file: 'ampersand-hides-faults-of-its-record',
    marks: [
      [48, '7'],
      [52, '&'],
      [55, '2025-09-08'],
    ],
    count: [3, 3],
  },
  {
    file: 'ampersand-hides-date-order-of-its-record',
    marks: [
      [35, '&'],
      [38, '20250915'],
    ],
    count: [2, 2],
  },
  {
    file: 'wrong-code-before-wrong-end-tag',
    marks: [
      [53, '99'],
      [54, 'Omschrijving'],
    ],
    count: [2, 2],
  },
  {
    file: 'wrong-code-after-unknown-element',
    marks: [
      [53, 'Extra'],
      [54, '99'],
    ],
    count: [2, 2],
  },
  {
    file: 'wrong-code-after-missing-element',
    marks: [
      [28, 'Persoon'],
      [31, '31'],
    ],
    count: [2, 2],
  },
  {
    file: 'wrong-values-in-swapped-elements',
    marks: [
      [30, 'Geslacht'],
      [30, '7'],
      [31, '24-9-1975'],
      [32, '31'],
    ],
    count: [4, 4],
  },
  {
    file: 'faults-in-misspelt-container',
    marks: [
      [28, 'Persoo'],
      [29, '9744'],
      [35, 'LK-0077-LK-0077-LK'],
    ],
    count: [3, 3],
  },
  {
    file: 'misspelt-element-hides-later-values',
    marks: [
      [35, 'RegistratieNummerVoorziening'],
      [36, '99'],
      [38, '15-9-2025'],
    ],
    count: [3, 3],
  },
  {
    file: 'misspelt-header-element-hides-later-value',
    marks: [
      [8, 'NaamSoftwarePakket'],
      [9, 'VersienummerSoftwarepakket'],
      [55, '2025-9-8'],
    ],
    count: [3, 3],
  },
];
