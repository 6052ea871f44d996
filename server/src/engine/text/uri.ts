import { URI, Utils } from 'vscode-uri';

/** So many addresses are remembered with their keys: those of a workspace are compared again and again. */
const REMEMBERED = 20_000;

const keys = new Map<string, string>();

/**
 * The same for two URIs of one file: programs differ in what they escape, and in how they write a drive letter or a
 * server. Windows, whose paths these are, takes capitals for small letters. A key is a URI, and its own key.
 */
export function uriKey(uri: string): string {
  let key = keys.get(uri);
  if (key === undefined) {
    key = makeKey(uri);
    if (keys.size >= REMEMBERED) keys.clear();
    keys.set(uri, key);
  }
  return key;
}

function makeKey(uri: string): string {
  const parsed = parseUri(uri);
  if (!parsed) return uri;
  const key = parsed.toString();
  return parsed.scheme === 'file' && (parsed.authority !== '' || /^\/[a-z]:/i.test(parsed.path))
    ? key.toLowerCase()
    : key;
}

/** The path of an address as it is read, with `/` between its steps. */
export function pathOf(uri: string): string {
  return parseUri(uri)?.path ?? uri;
}

/** The last step of a path. */
export function fileNameOf(uri: string): string {
  const parsed = parseUri(uri);
  return parsed ? Utils.basename(parsed) : uri.slice(uri.lastIndexOf('/') + 1);
}

/** The folder that a file is in; undefined for a text that is in none, such as an untitled one. */
export function folderOf(uri: string): string | undefined {
  const parsed = parseUri(uri);
  if (!parsed?.path.startsWith('/') || parsed.scheme === 'untitled') return undefined;
  const folder = Utils.dirname(parsed);
  const isDrive = /^\/[a-z]:$/i.test(folder.path);
  return (isDrive ? folder.with({ path: `${folder.path}/` }) : folder).toString();
}

/** Whether a file is in a folder, or in a folder in it. */
export function isIn(uri: string, folder: string): boolean {
  return uriKey(uri).startsWith(`${uriKey(folder).replace(/\/$/, '')}/`);
}

/** The path of a file from a folder that it is in. */
export function pathFrom(folder: string, uri: string): string {
  return pathOf(uri).slice(pathOf(folder).replace(/\/$/, '').length + 1);
}

/**
 * The address of what a path leads to from a folder; a path that is an address itself stays as it is.
 * @param folder a URI
 * @param path absolute or relative, in any characters
 */
export function joinUri(folder: string, path: string): string {
  if (/^[a-z][\w+.-]+:\//i.test(path)) return path;
  const parsed = parseUri(folder);
  return parsed ? Utils.resolvePath(parsed, path.replaceAll('\\', '/')).toString() : path;
}

/** @returns undefined for what is no URI */
export function parseUri(uri: string): URI | undefined {
  if (!/^[a-z][\w+.-]*:/i.test(uri)) return undefined;
  try {
    // Some editors write the server of a share so.
    const parsed = URI.parse(uri.replace(/^file:\/{4,}/i, 'file://'), true);
    return parsed.with({ scheme: parsed.scheme.toLowerCase() });
  } catch {
    return undefined;
  }
}

/**
 * The address of a file that a document names as its schema, where that can be looked for without going to another
 * machine; undefined for any other.
 */
export function schemaFileUri(file: string, document: string): string | undefined {
  const from = parseUri(document);
  if (from?.scheme !== 'file') return undefined;
  try {
    const { href, protocol, host } = new URL(file.replaceAll('\\', '/'), from.toString());
    return protocol === 'file:' && host === from.authority ? href : undefined;
  } catch {
    return undefined;
  }
}
