// The three sizes of test: pure (milliseconds), engine (real PostgreSQL through HTTP), e2e (a real browser).

import { defineConfig } from 'vitest/config'

const pureTests = [
  'contract/**/*.test.ts',
  'ui/**/*.test.{ts,tsx}',
  'web/**/*.test.{ts,tsx}',
  'modules/*/web/**/*.test.{ts,tsx}',
  'modules/**/{rules,*.rules}.test.ts',
  'tools/**/*.test.ts',
]

export default defineConfig({
  test: {
    // Two cores are what a small county machine has; more workers only wait for each other.
    maxWorkers: 2,
    reporters: ['default'],
    projects: [
      {
        test: { name: 'pure', include: pureTests, environment: 'node', testTimeout: 60_000 },
      },
      {
        test: {
          name: 'engine',
          include: ['{core,modules,server,testing}/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...pureTests],
          globalSetup: ['testing/setup.ts'],
          environment: 'node',
          // Every file has a database of its own; the house is loaded once a worker, not once a file.
          isolate: false,
          // Some start whole processes, on a machine that is doing something else.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['testing/setup.ts'],
          environment: 'node',
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
