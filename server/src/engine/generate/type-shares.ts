/**
 * Of a thousand voorzieningen how many are of a type, in the order of magnitude of StatLine's tables on SRG (85588NED);
 * [recon] by hand, for demonstrations and no statistics. By the id of a pack; in others all types come up alike.
 */
export const TYPE_SHARES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'srg-regeling-2026': {
    '10': 140,
    '11': 15,
    '12': 10,
    '20': 8,
    '21': 30,
    '22': 12,
    '23': 12,
    '29': 60,
    '30': 130,
    '31': 5,
    '40': 330,
    '42': 90,
    '43': 50,
    '49': 40,
    '50': 10,
    '59': 20,
    '60': 25,
    '98': 13,
  },
};
