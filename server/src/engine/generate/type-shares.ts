/**
 * Of a thousand voorzieningen how many are of a type, for demonstrations and no statistics. By the id of a pack; in
 * others all types come up alike. [cbs] StatLine 85588NED, running and ended in the Netherlands, March 2023
 * (provisional): of 238,340 voorzieningen 34,260 of type 10, 3,150 of 11, 790 of 12, 240 of 20, and some 7,000 of 21.
 * [cbs] Coaching (40) is about a third of what begins: 13,600 of 44,000 in the third quarter of 2019. [recon] All others
 * are guesses that make up the rest, by hand: they may be wrong by half and more.
 */
export const TYPE_SHARES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'srg-regeling-2026': {
    '10': 144,
    '11': 13,
    '12': 3,
    '20': 1,
    '21': 30,
    '22': 12,
    '23': 12,
    '29': 65,
    '30': 140,
    '31': 5,
    '40': 330,
    '42': 90,
    '43': 50,
    '49': 40,
    '50': 10,
    '59': 20,
    '60': 25,
    '98': 10,
  },
};
