import { expect, test } from 'vitest';
import { analyse, delivery, findingsOf, record } from '../../support/delivery.ts';
import { heldBy, UNLIKE_PACKS } from '../../support/packs/unlike-packs.ts';

const held = heldBy(analyse(delivery([record({ nummer: 'A' }), record({ nummer: 'B', bsn: '912041456' })])))!;

test.each(UNLIKE_PACKS)(
  '$name: what is filled in later is no finding, and what is there already is',
  ({ pack, write }) => {
    const text = write(held)
      .replaceAll('950204869', '{{ bsn }}')
      .replace(/2025-?03-?01/, '{{ begin }}');
    const analysis = analyse(text, { packs: [pack] });
    expect(analysis.isTemplate).toBe(true);
    expect(analysis.recordCount).toBe(2);
    expect(findingsOf(analysis)).toEqual([]);
    const faulty = analyse(text.replace('912041456', '123456789'), { packs: [pack] });
    expect(findingsOf(faulty).map(({ code }) => code)).toEqual(['SRG-I107']);
  },
);

test.each(UNLIKE_PACKS)('$name: records in a loop count as one', ({ pack, write }) => {
  const [whole] = /<(?:Klant|v:V).*?(?:<\/Klant>|\/>)/s.exec(write(held))!;
  const text = write(held).replace(
    whole!,
    `{{#each klanten}}${whole!.replace('950204869', '{{ bsn }}').replace(/2025-?03-?01/, '{{ begin }}')}{{/each}}`,
  );
  const analysis = analyse(text, { packs: [pack] });
  expect(analysis.isTemplate).toBe(true);
  expect(findingsOf(analysis)).toEqual([]);
});
