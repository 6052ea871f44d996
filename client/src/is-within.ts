/** The parts of a URI that say where a thing is; the path is decoded. */
export interface FilePlace {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}

/** Whether a file is in a folder or below it, when all `.` and `..` in both have been followed. */
export function isWithin(file: FilePlace, folder: FilePlace): boolean {
  const inside = steps(file.path);
  const around = steps(folder.path);
  return (
    file.scheme === folder.scheme &&
    file.authority === folder.authority &&
    inside.length > around.length &&
    around.every((step, index) => inside[index] === step)
  );
}

function steps(path: string): string[] {
  const taken: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') taken.pop();
    else if (step !== '' && step !== '.') taken.push(step);
  }
  return taken;
}
