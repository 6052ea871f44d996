import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', '**/node_modules/**'],
    setupFiles: ['server/src/engine/schema/libxml2.ts'],
    globalSetup: ['test/support/build.ts'],
    testTimeout: 60_000,
    // By default one core is left idle.
    maxWorkers: '100%',
  },
});
