const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/**
 * The 11-proof of a burgerservicenummer: 9·d1 + 8·d2 + … + 2·d8 − 1·d9 is divisible by 11.
 * False for anything but nine digits, and for nine zeros.
 */
export function passesElfproef(bsn: string): boolean {
  return /^\d{9}$/.test(bsn) && bsn !== '000000000' && weighted(bsn) % 11 === 0;
}

/** The sum of the digits, each with its weight. */
function weighted(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += WEIGHTS[i]! * (digits.charCodeAt(i) - 48);
  return sum;
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
    const last = weighted(digits) % 11;
    if (last < 10 && !isTaken(digits + last)) return digits + last;
  }
  throw new RangeError('no fictitious BSN is left');
}
