/** A file of so many bytes is not held in memory: it is read a part at a time. */
export const LARGE_FROM = 16_777_216;
