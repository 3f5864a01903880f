// The printed documents say what the program does now.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { documents, repository } from './docs.ts'

test.each(Object.entries(documents))('%s is fresh; if not, run `npm run docs`', (path, print) => {
  const file = join(repository, path)
  expect(existsSync(file) && readFileSync(file, 'utf8') === print()).toBe(true)
})
