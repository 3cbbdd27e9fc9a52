import { defineConfig } from 'vitest/config'

const suite = (name: string, more: object = {}) => ({
  test: {
    name,
    include: [`**/*.${name}.test.ts`],
    exclude: ['node_modules/**', '.vinculo/**'],
    experimental: { viteModuleRunner: false },
    ...more,
  },
})

export default defineConfig({
  test: {
    projects: [
      suite('unit'),
      suite('contract', { testTimeout: 30_000 }),
      suite('replay', { testTimeout: 60_000 }),
      suite('int', {
        globalSetup: ['dev/testing/database-server.ts'],
        testTimeout: 30_000,
        hookTimeout: 60_000,
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
