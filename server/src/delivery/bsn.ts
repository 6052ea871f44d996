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
