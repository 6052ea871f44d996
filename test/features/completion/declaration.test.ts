import { describe, expect, test } from 'vitest';
import { complete, completions } from '../../support/completions.ts';
import { delivery, record } from '../../support/delivery.ts';

const REST = delivery(record()).replace(/^<\?xml.*\?>\s*/, '');
/** A place to fill in, as a snippet has it. */
const stop = (value: string) => `\${1:${value}}`;
const labels = (declaration: string, trigger?: string) =>
  completions(`${declaration}\n${REST}`, trigger ? { trigger } : {}).items.map(({ label }) => label);

describe('in the XML declaration', () => {
  test.each<[what: string, declaration: string, offered: string[]]>([
    ['of nothing', '<?xml ‹|›?>', ['version', 'encoding', 'standalone']],
    ['half a name', '<?xml version="1.0" enc‹|›?>', ['encoding', 'standalone']],
    ['before what it says', '<?xml ‹|› encoding="UTF-8"?>', ['version']],
    ['right before what it says', '<?xml ‹|›encoding="UTF-8"?>', ['version']],
    ['between', "<?xml version='1.0' ‹|› standalone='yes'?>", ['encoding']],
    ['behind all', '<?xml version="1.0" encoding="UTF-8" standalone="yes" ‹|›?>', []],
    ['on a name with a value', '<?xml vers‹|›="1.0" encoding="UTF-8"?>', ['version']],
    ['in a name that has its value', '<?xml ver‹|›sion="1.0"?>', ['version']],
    ['that is not closed', '<?xml version="1.0" ‹|›', ['encoding', 'standalone']],
    ['a version', '<?xml version="‹|›"?>', ['1.0', '1.1']],
    [
      'an encoding',
      '<?xml version="1.0" encoding="UT‹|›"?>',
      ['UTF-8', 'UTF-16', 'ISO-8859-1', 'windows-1252', 'US-ASCII'],
    ],
    ['whether it stands alone', "<?xml version='1.0' standalone='‹|›'?>", ['yes', 'no']],
    ['a value of nothing', '<?xml versie="‹|›"?>', []],
  ])('%s', (_what, declaration, offered) => {
    expect(labels(declaration)).toEqual(offered);
  });

  test.each<[declaration: string, label: string, after: string]>([
    ['<?xml version="1.0" ‹|›?>', 'encoding', `<?xml version="1.0" encoding="${stop('UTF-8')}"$0?>`],
    ['<?xml ‹|›encoding="UTF-8"?>', 'version', `<?xml version="${stop('1.0')}" $0encoding="UTF-8"?>`],
    ['<?xml vers‹|›="1.0"?>', 'version', '<?xml version="1.0"?>'],
    ['<?xml version="1.0" encoding="UT‹|›F-16"?>', 'UTF-8', '<?xml version="1.0" encoding="UTF-8"?>'],
    ['<?xml version="1.0" encoding="UTF‹|›', 'UTF-8', '<?xml version="1.0" encoding="UTF-8'],
  ])('%s', (declaration, label, after) => {
    expect(complete(`${declaration}\n${REST}`, label)).toBe(`${after}\n${REST}`);
  });

  test('not behind it, and not in another instruction', () => {
    expect(labels('<?xml version="1.0"?>‹|›')).not.toContain('encoding');
    expect(labels('<?xml version="1.0"?><?xml-model ‹|›?>')).toEqual([]);
  });
});
