import { folderOf } from '../text/uri.ts';

export const CONFIG_NAME = 'srg.config.json';

/** The folders in which the configuration of what is in a folder is looked for, the nearest first. */
export function foldersUpFrom(folder: string): string[] {
  const folders = [folder];
  for (let at = folder; !isDrive(at); ) {
    const above = folderOf(at);
    if (above === undefined || above === at) break;
    folders.push(above);
    at = above;
  }
  return folders;
}

function isDrive(folder: string): boolean {
  return /^file:\/\/\/[a-z](:|%3A)\/$/i.test(folder);
}
