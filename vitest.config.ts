import { defineConfig } from 'vitest/config';
import type { Reporter } from 'vitest/node';
import { mutation, SET_UP } from './scripts/mutation/plugin.ts';

/** Tests of what is bundled into dist/: these folders, and no others, may ask for it. */
const OF_BUNDLES = { cli: 'test/cli', protocol: 'test/protocol', editors: 'test/editors' };

export default defineConfig(({ mode }) => {
  // Kept in the environment, which workers inherit: this is read once more for each project, without the mode.
  if (mode === 'long') process.env.SRG_LONG = '1';
  // All that is random in a run follows from one number.
  process.env.SRG_SEED ??= String(Math.floor(Math.random() * 2 ** 31));
  const tellSeed: Reporter = {
    onTestRunEnd(_modules, _errors, reason) {
      if (reason === 'failed') console.error(`The same random cases again: set SRG_SEED=${process.env.SRG_SEED}`);
    },
  };
  const project = (name: string, include: string, more = {}) => ({
    extends: true as const,
    test: { name, include: [`${include}/**/*.test.ts`], ...more },
  });
  return {
    plugins: process.env.SRG_MUTATION ? [mutation] : [],
    test: {
      setupFiles: [...(process.env.SRG_MUTATION ? [SET_UP] : []), 'server/src/engine/schema/libxml2.ts'],
      testTimeout: process.env.SRG_LONG ? 1_800_000 : 60_000,
      hookTimeout: 120_000,
      // By default one core is left idle.
      maxWorkers: '100%',
      reporters: ['default', tellSeed],
      projects: [
        project('unit', 'test', {
          isolate: false,
          exclude: ['test/e2e/**', ...Object.values(OF_BUNDLES).map((folder) => `${folder}/**`)],
        }),
        ...Object.entries(OF_BUNDLES).map(([name, folder]) =>
          project(
            name,
            folder,
            process.env.SRG_MUTATION ? { isolate: false } : { globalSetup: ['test/support/build.ts'] },
          ),
        ),
      ],
      coverage: { include: ['server/src/**', 'client/src/**'], reporter: ['text-summary', 'html'] },
    },
  };
});
