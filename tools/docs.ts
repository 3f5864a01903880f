// Prints the documents that follow from the program: `npm run docs`. A test checks that they are fresh.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { allRoutes } from '../server/app.ts'
import { printSettings } from '../server/config.ts'
import { allKinds, allRegisters } from '../server/house.ts'
import { openApi } from '../server/http/openapi.ts'
import { printPermissions } from './permissions.ts'

const kinds = () => [...allKinds().values()]

/** Path in the repository, and what prints it. */
export const documents: Record<string, () => string> = {
  'docs/openapi.json': () => `${JSON.stringify(openApi(allRoutes(), kinds(), '/'), null, 2)}\n`,
  'docs/permissions.md': () => printPermissions(kinds(), [...allRegisters().values()], allRoutes()),
  'docs/settings.md': printSettings,
}

export const repository = join(import.meta.dirname, '..')

if (import.meta.main) {
  for (const [path, print] of Object.entries(documents)) {
    const file = join(repository, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, print())
    console.log(path)
  }
}
