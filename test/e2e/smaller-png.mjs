// Makes a picture of the screen a third of its size: with a palette of 256 colours, which nobody can tell from all.
import { deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 256;
/** Of two colours in a palette; of their differences squared. */
const LEAST_DIFFERENCE = 120;

/** @param png of 8 bits a channel, without interlacing, as browsers make them */
export function smallerPng(png) {
  const parts = partsOf(png);
  const header = parts.find(({ type }) => type === 'IHDR').data;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = { 2: 3, 6: 4 }[header[9]];
  if (header[8] !== 8 || !channels || header[12] !== 0) return png;
  const rows = inflateSync(Buffer.concat(parts.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const colours = coloursOf(rows, width, height, channels);
  const palette = paletteOf(colours);
  const nearest = new Map();
  const indexed = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = colours[y * width + x];
      if (!nearest.has(colour)) nearest.set(colour, nearestOf(palette, colour));
      indexed[y * (width + 1) + 1 + x] = nearest.get(colour);
    }
  }
  const newHeader = Buffer.from(header);
  newHeader[9] = 3;
  const entries = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    part('IHDR', newHeader),
    part('PLTE', entries),
    part('IDAT', deflateSync(indexed, { level: 9 })),
    part('IEND', Buffer.alloc(0)),
  ]);
}

function partsOf(png) {
  const parts = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    parts.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return parts;
}

/** The colour of each pixel, with the filters of the rows undone (PNG, section 9). */
function coloursOf(rows, width, height, channels) {
  const length = width * channels;
  const colours = new Uint32Array(width * height);
  let above = new Uint8Array(length);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (length + 1)];
    const row = new Uint8Array(rows.subarray(y * (length + 1) + 1, (y + 1) * (length + 1)));
    for (let i = 0; i < length; i++) {
      const left = i < channels ? 0 : row[i - channels];
      const corner = i < channels ? 0 : above[i - channels];
      row[i] += [0, left, above[i], (left + above[i]) >> 1, paeth(left, above[i], corner)][filter];
    }
    for (let x = 0; x < width; x++) {
      const at = x * channels;
      colours[y * width + x] = (row[at] << 16) | (row[at + 1] << 8) | row[at + 2];
    }
    above = row;
  }
  return colours;
}

function paeth(left, above, corner) {
  const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

/** The most frequent colours, none of them much like one before. */
function paletteOf(colours) {
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const frequent = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
  const palette = [];
  for (const colour of frequent) {
    if (palette.length === MOST_COLOURS) break;
    if (palette.every((other) => difference(colour, other) >= LEAST_DIFFERENCE)) palette.push(colour);
  }
  return palette;
}

function nearestOf(palette, colour) {
  let best = 0;
  for (let i = 1; i < palette.length; i++) {
    if (difference(palette[i], colour) < difference(palette[best], colour)) best = i;
  }
  return best;
}

function difference(a, b) {
  return [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);
}

function part(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(checksum(body), body.length + 4);
  return whole;
}

/** CRC-32, as PNG has it (annex D). */
function checksum(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
