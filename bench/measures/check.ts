import { copyFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { FORMAT_NAMES } from '../../server/src/cli/reporters/formats.ts';
import type { Deliveries } from '../deliveries.ts';
import type { DeliveryShape } from '../generate-delivery.ts';
import { run } from '../processes.ts';
import { median } from '../statistics.ts';
import type { Row } from '../table.ts';

const SCHEMA = 'schemas/srg-regeling-2026/srg.xsd';

const MILLION = 1_000_000;

/** A delivery that is longer than a text may be, once: xmllint reads it as a stream. */
async function measureMillion(deliveries: Deliveries): Promise<Row[]> {
  const file = deliveries.largeFile(MILLION);
  const theirs = await run('xmllint', ['--noout', '--stream', '--schema', SCHEMA, file]);
  const ours = await run(process.execPath, ['dist/srg.mjs', 'check', '--format', 'lines', file], true);
  return [
    {
      what: 'srg check, 1,000,000 records, against xmllint --stream',
      unit: 'x',
      bar: 3,
      aim: 2,
      result: ours.time / theirs.time,
      note: `srg ${Math.round(ours.time)} ms, xmllint ${Math.round(theirs.time)} ms`,
    },
    {
      what: 'most memory (RSS) of srg check, 1,000,000 records',
      unit: 'MB',
      bar: 500,
      aim: 250,
      result: ours.memory,
      note: 'once',
    },
    ...(await measureFaultyMillion(deliveries, theirs.time)),
  ];
}

/** Each record has three mistakes: as lines, and in every format at once; standard input is held in memory besides. */
async function measureFaultyMillion(deliveries: Deliveries, theirs: number): Promise<Row[]> {
  const rows: Row[] = [];
  const file = deliveries.largeFile(MILLION, 3);
  const folder = deliveries.folderOf('formats');
  const others = FORMAT_NAMES.filter((name) => name !== 'lines');
  const all = others.flatMap((name) => ['--output', `${name}=${join(folder, name)}`]);
  for (const [how, outputs, input] of [
    ['as lines', [], undefined],
    ['in every format at once', all, undefined],
    ['in every format at once, through standard input', all, file],
  ] as const) {
    const args = ['dist/srg.mjs', 'check', '--format', 'lines', ...outputs, input ? '-' : file];
    const ours = await run(process.execPath, args, true, input);
    const what = `srg check, 1,000,000 records with three mistakes each, ${how}`;
    rows.push(
      {
        what: `${what}, against xmllint --stream on valid ones`,
        unit: 'x',
        result: ours.time / theirs,
        note: `srg ${Math.round(ours.time)} ms`,
      },
      { what: `most memory (RSS) of ${what}`, unit: 'MB', bar: 500, aim: 250, result: ours.memory, note: 'once' },
    );
  }
  return rows;
}

/** A folder of many small deliveries: what is done for each of them, and what is kept. */
async function measureSmallFiles(deliveries: Deliveries, files: number): Promise<Row[]> {
  const folder = deliveries.folderOf('small');
  const file = deliveries.file({ records: 5 });
  for (let n = 0; n < files; n++) copyFileSync(file, join(folder, `${n}.srg.xml`));
  const { time, memory } = await run(process.execPath, ['dist/srg.mjs', 'check', '--jobs', '1', folder], true);
  const what = `srg check --jobs 1, a folder of ${files.toLocaleString('en')} deliveries of 5 records`;
  return [
    { what: `${what}, for each`, unit: 'ms', result: time / files, note: `${Math.round(time)} ms, once` },
    { what: `most memory (RSS) of ${what}`, unit: 'MB', bar: 300, result: memory, note: 'once' },
  ];
}

/** A folder of deliveries of 25,000 records, by one thread and by as many as there are cores. */
async function measureFolder(deliveries: Deliveries, files: number): Promise<Row[]> {
  const folder = deliveries.folderOf('folder');
  const file = deliveries.file({ records: 25_000 });
  for (let n = 0; n < files; n++) copyFileSync(file, join(folder, `${n}.srg.xml`));
  const check = (...more: string[]) =>
    run(process.execPath, ['dist/srg.mjs', 'check', '--format', 'lines', ...more, folder], true);
  const one = await check('--jobs', '1');
  const all = await check();
  const what = `srg check, a folder of ${files} × 25,000 records`;
  return [
    {
      what: `${what}, by all cores against by one thread`,
      unit: 'x',
      result: all.time / one.time,
      note: `${Math.round(all.time)} ms, by one thread ${Math.round(one.time)} ms, ${availableParallelism()} cores`,
    },
    { what: `most memory (RSS) of ${what}`, unit: 'MB', result: all.memory, note: `by one ${Math.round(one.memory)}` },
  ];
}

/** Cold processes: `srg check` against `xmllint`, which only parses and checks against the XSD. */
export async function measureCheck(deliveries: Deliveries, runs: number, large: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  const compare = async (shape: Partial<DeliveryShape> & { records: number }) => {
    const file = deliveries.file(shape);
    const ours: number[] = [];
    const theirs: number[] = [];
    // In turns, so that what else the machine does strikes both alike.
    for (let i = 0; i < runs; i++) {
      theirs.push((await run('xmllint', ['--noout', '--schema', SCHEMA, file])).time);
      ours.push((await run(process.execPath, ['dist/srg.mjs', 'check', '--format', 'lines', file])).time);
    }
    return { ours: median(ours), theirs: median(theirs) };
  };
  const note = (times: { ours: number; theirs: number }) =>
    `srg ${Math.round(times.ours)} ms, xmllint ${Math.round(times.theirs)} ms, median of ${runs}`;

  const plain = await compare({ records: 25_000 });
  rows.push({
    what: 'srg check, 25,000 records, against xmllint',
    unit: 'x',
    bar: 4,
    aim: 2.5,
    result: plain.ours / plain.theirs,
    note: note(plain),
  });
  if (large) {
    const more = await compare({ records: 100_000 });
    rows.push({
      what: 'growth of srg check: 100,000 against 25,000 records',
      unit: 'x',
      bar: 4.4,
      aim: 4,
      result: more.ours / plain.ours,
      note: note(more),
    });
  }
  if (large) rows.push(...(await measureMillion(deliveries)));
  const oneLine = await compare({ records: 25_000, oneLine: true });
  rows.push({
    what: 'srg check on one line, against the same with line breaks',
    unit: 'x',
    bar: 1.25,
    result: oneLine.ours / plain.ours,
    note: note(oneLine),
  });
  for (const faulty of [0.1, 1]) {
    const times = await compare({ records: 25_000, faulty });
    rows.push({
      what: `srg check, ${faulty * 100}% of 25,000 records faulty, against xmllint`,
      unit: 'x',
      result: times.ours / times.theirs,
      note: note(times),
    });
  }
  const small = await compare({ records: 1_000 });
  rows.push({
    what: 'srg check, 1,000 records, against xmllint',
    unit: 'x',
    result: small.ours / small.theirs,
    note: note(small),
  });
  rows.push(...(await measureFolder(deliveries, large ? 16 : 4)));
  rows.push(...(await measureSmallFiles(deliveries, large ? 10_000 : 1_000)));
  const memory: number[] = [];
  for (let i = 0; i < runs; i++) {
    const args = ['dist/srg.mjs', 'check', '--format', 'lines', deliveries.file({ records: 25_000 })];
    memory.push((await run(process.execPath, args, true)).memory);
  }
  rows.push({
    what: 'most memory (RSS) of srg check, 25,000 records',
    unit: 'MB',
    bar: 300,
    aim: 180,
    result: median(memory),
    note: `median of ${runs}`,
  });
  return rows;
}
