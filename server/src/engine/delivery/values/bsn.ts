const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/**
 * The 11-proof of a burgerservicenummer: 9·d1 + 8·d2 + … + 2·d8 − 1·d9 is divisible by 11.
 * False for anything but nine digits, and for nine zeros.
 */
export function passesElfproef(bsn: string): boolean {
  if (bsn.length !== 9 || bsn === '000000000') return false;
  let sum = 0;
  for (let i = 0; i < 9; i++) {
    const digit = bsn.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return false;
    sum += WEIGHTS[i]! * digit;
  }
  return sum % 11 === 0;
}

/** Numbers from 900000000 on are not handed out. */
const FIRST_FICTITIOUS = 90_000_000;
const FICTITIOUS = 10_000_000;

/**
 * A BSN of nobody: it begins with 9, passes the 11-proof and is not taken. The same input gives the same number.
 * @param seed any whole number from 0: where to begin looking
 * @throws RangeError where all are taken
 */
export function fictitiousBsn(isTaken: (bsn: string) => boolean, seed: number): string {
  for (let n = 0; n < FICTITIOUS; n++) {
    const digits = String(FIRST_FICTITIOUS + ((seed * 7919 + 20_486 + n) % FICTITIOUS));
    let sum = 0;
    for (let i = 0; i < 8; i++) sum += WEIGHTS[i]! * (digits.charCodeAt(i) - 48);
    const bsn = digits + (sum % 11);
    if (sum % 11 < 10 && !isTaken(bsn)) return bsn;
  }
  throw new RangeError('no fictitious BSN is left');
}
