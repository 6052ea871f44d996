import type { SourceText } from '../text/source-text.ts';
import type { DecodedText } from './decode-xml.ts';

/** An XML file, and what tells one state of it from another. */
export interface FileEntry {
  readonly uri: string;
  /** In bytes. */
  readonly size: number;
  readonly stamp: string;
  /** It stands behind a link: watchers of the folder that was listed don't tell of it. */
  readonly isLinked?: boolean;
}

/** The text of a file that is read whenever it is looked at, until it is closed. */
export interface DistantText {
  readonly text: SourceText;
  close(): void;
}

/** Files as the machine gives them, by URI. */
export interface DeliveryFiles {
  /**
   * The XML files of a folder; empty where it can't be read.
   * @param deep those of the folders in it as well
   * @param limit no more than these
   * @param unreadable told of each folder that is there and can't be read
   */
  list(
    folder: string,
    deep: boolean,
    limit: number,
    unreadable?: (folder: string) => void,
  ): Promise<readonly FileEntry[]>;
  /** undefined where there is no such file. */
  entryOf(uri: string): Promise<FileEntry | undefined>;
  /** Whether there is such a file, of any kind; undefined where that can't be asked. Without it, it never can. */
  exists?(uri: string): Promise<boolean | undefined>;
  /** The text at the start of a file, from so many bytes. Rejects where it can't be read. */
  readStart(uri: string, bytes: number): Promise<string>;
  /** Rejects where it can't be read. */
  read(uri: string): Promise<string>;
  /** A file that is too large to be read whole; undefined for any other. Without it, all are read whole. */
  readInPages?(uri: string): Promise<DistantText | undefined>;
  /** The same as `read`, with what is wrong with its encoding. */
  decode(uri: string): Promise<DecodedText>;
  /** The URI of a path that the user named, seen from a folder. */
  resolve(path: string, folder: string | undefined): string;
}
