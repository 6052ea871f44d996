import { defineConfig } from 'vitest/config';
import type { Reporter } from 'vitest/node';

/** Tests of what is bundled into dist/: these folders, and no others, may ask for it. */
const OF_BUNDLES = { cli: 'test/cli', protocol: 'test/protocol', editors: 'test/editors' };

export default defineConfig(({ mode }) => {
  // All that is random in a run follows from one number.
  const seed = process.env.SRG_SEED ?? String(Math.floor(Math.random() * 2 ** 31));
  const tellSeed: Reporter = {
    onTestRunEnd(_modules, _errors, reason) {
      if (reason === 'failed') console.error(`The same random cases again: set SRG_SEED=${seed}`);
    },
  };
  const project = (name: string, include: string, more = {}) => ({
    extends: true as const,
    test: { name, include: [`${include}/**/*.test.ts`], ...more },
  });
  return {
    test: {
      setupFiles: ['server/src/engine/schema/libxml2.ts'],
      testTimeout: 60_000,
      // By default one core is left idle.
      maxWorkers: '100%',
      env: { SRG_SEED: seed, SRG_LONG: mode === 'long' ? '1' : '' },
      reporters: ['default', tellSeed],
      projects: [
        project('unit', 'test', {
          isolate: false,
          exclude: ['test/e2e/**', ...Object.values(OF_BUNDLES).map((folder) => `${folder}/**`)],
        }),
        ...Object.entries(OF_BUNDLES).map(([name, folder]) =>
          project(name, folder, { globalSetup: ['test/support/build.ts'] }),
        ),
      ],
      coverage: { include: ['server/src/**', 'client/src/**'], reporter: ['text-summary', 'html'] },
    },
  };
});
