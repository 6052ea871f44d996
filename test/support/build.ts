import { execFileSync } from 'node:child_process';

/** The tests of the command line and of the protocol run the bundles, so they are made anew. */
export default function build(): void {
  execFileSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
}
