import { execFileSync } from 'node:child_process';

/** Bundles anew what the tests of the programs run; once a run, whatever the number of projects that ask for it. */
export default function build(): void {
  if (process.env.SRG_BUNDLED === String(process.pid)) return;
  execFileSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
  process.env.SRG_BUNDLED = String(process.pid);
}
