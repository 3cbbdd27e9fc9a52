import os from 'node:os'
import { defineConfig } from 'vitest/config'

const suite = (name: string, more: object = {}) => ({
  test: {
    name,
    include: [`**/*.${name}.test.ts`],
    exclude: ['**/node_modules/**', '.vinculo/**'],
    experimental: { viteModuleRunner: false },
    ...more,
  },
})

export default defineConfig({
  test: {
    // Vitest takes one on two cores; tests that wait for PostgreSQL leave a core to others.
    maxWorkers: Math.max(3, os.availableParallelism() - 1),
    projects: [
      // Properties take a second in quiet and many on a busy machine: a limit only ends what hangs.
      suite('unit', { testTimeout: 120_000, isolate: false }),
      suite('contract', { testTimeout: 120_000 }),
      suite('replay', { testTimeout: 120_000 }),
      suite('int', {
        globalSetup: ['dev/testing/database-server.ts'],
        testTimeout: 120_000,
        hookTimeout: 120_000,
      }),
      suite('e2e', {
        globalSetup: ['dev/testing/temporal-server.ts'],
        testTimeout: 120_000,
        hookTimeout: 180_000,
        fileParallelism: false,
      }),
    ],
  },
})
