import { analyse, delivery, findingsOf } from '../support/delivery.ts';

/** A fenced block of XML in a page, with what its opening line says behind `xml`. */
export interface Example {
  readonly section: string;
  readonly xml: string;
  /** The delivery of the month before, where that stands in a block of its own before it: one marked `previous`. */
  readonly previous: string | undefined;
  /** The berichtgevercodes that the user expects: `berichtgever=0363`. */
  readonly berichtgevers: readonly string[];
}

/** All examples of a page, in their order. */
export function examplesOf(page: string): Example[] {
  const examples: Example[] = [];
  let previous: string | undefined;
  for (const part of page.split(/^(?=## )/m)) {
    const section = /^## (.*)$/m.exec(part)?.[1] ?? '';
    for (const [, info = '', xml = ''] of part.matchAll(/^```xml(.*)\n([\s\S]*?)^```$/gm)) {
      const words = info.split(' ').filter((word) => word !== '');
      if (words.includes('previous')) {
        previous = xml;
        continue;
      }
      const berichtgevers = words.flatMap((word) => /^berichtgever=(.*)$/.exec(word)?.[1] ?? []);
      examples.push({ section, xml, previous, berichtgevers });
      previous = undefined;
    }
  }
  return examples;
}

/** The codes that are found in an example. Records stand in a delivery that all pages share. */
export function codesIn({ xml, previous, berichtgevers }: Example): string[] {
  const whole = (text: string, verslagmaand: string) =>
    /^(<!--[^>]*-->\n)?<Voorziening>/.test(text) ? delivery(text, { verslagmaand }) : text;
  const last = previous === undefined ? {} : { previous: whole(previous, '2025-02') };
  return findingsOf(analyse(whole(xml, '2025-03'), { berichtgevers, ...last })).map(({ code }) => code);
}
