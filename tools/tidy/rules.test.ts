// Each rule of the house catches what it is for, and lets its look-alike pass.
import { expect, test } from 'vitest'
import { cycleFaults } from './cycles.ts'
import { parse, sourceOf } from './project.ts'
import { moduleFaults } from './rooms.ts'
import { commentFaults, docFaults, exportFaults, firstLineFaults, forbiddenCodeFaults, lengthFaults } from './shape.ts'
import { migrationFaults, sqlFaults } from './sql.ts'
import { findForbiddenWord, forbiddenColumnFaults, forbiddenFieldFaults, nameFaults, workshopFaults } from './words.ts'
import { usesFaults, zoneFaults, zoneOf } from './zones.ts'

const codeOf = (files: Record<string, string>) =>
  Object.entries(files).map(([path, text]) => parse(sourceOf(path, text)))
const textOf = (files: Record<string, string>) => Object.entries(files).map(([path, text]) => sourceOf(path, text))
const imports = (...paths: string[]) => paths.map((path) => `import type { A } from '${path}'`).join('\n')

test('the zone of a file is read off its path', () => {
  expect(zoneOf('modules/reports/report.matter.ts')).toBe('module-pure')
  expect(zoneOf('modules/reports/report.fields.ts')).toBe('module-pure')
  expect(zoneOf('modules/reports/web/rules.ts')).toBe('module-web')
  expect(zoneOf('modules/reports/queries.ts')).toBe('module')
  expect(zoneOf('modules/index.ts')).toBe('module-list')
  expect(zoneOf('vitest.config.ts')).toBe('outside')
})

test('zones: arrows down pass', () => {
  const files = codeOf({
    'core/a.ts': imports('../contract/a.ts', './b.ts', 'node:fs'),
    'core/a.test.ts': imports('../testing/world.ts'),
    'modules/a/module.ts': `import { b } from '../b/public.ts'\nexport const a = defineModule({ uses: ['b'] })`,
    'modules/a/web/Panel.tsx': imports('../rules.ts', '../../../ui/form.ts'),
    'server/app.ts': imports('../modules/index.ts', '../modules/a/public.ts'),
    'web/app.tsx': imports('../modules/a/a.matter.ts', '../modules/a/web/Panel.tsx'),
    'e2e/s1.test.ts': imports('../server/app.ts', '../core/a.ts'),
  })
  expect(zoneFaults(files)).toEqual([])
  expect(usesFaults(files)).toEqual([])
})

test.each([
  ['contract/a.ts', 'node:fs'],
  ['contract/a.ts', '../core/a.ts'],
  ['core/a.ts', '../modules/a/module.ts'],
  ['core/a.ts', '../testing/world.ts'],
  ['ui/a.ts', '../core/a.ts'],
  ['modules/a/rules.ts', './queries.ts'],
  ['modules/a/web/Panel.tsx', '../queries.ts'],
  ['modules/a/routes.ts', '../b/queries.ts'],
  ['modules/a/routes.ts', '../b/public.ts'],
  ['modules/a/routes.ts', '../../server/app.ts'],
  ['server/app.ts', '../modules/a/queries.ts'],
  ['web/app.tsx', '../core/a.ts'],
])('zones: %s may not import %s', (path, request) => {
  expect(zoneFaults(codeOf({ [path]: imports(request) }))).toHaveLength(1)
})

test('uses: a circle and an unused name are found', () => {
  const files = codeOf({
    'modules/a/module.ts': `import { b } from '../b/public.ts'\nexport const m = defineModule({ uses: ['b'] })`,
    'modules/b/module.ts': `export const m = defineModule({ uses: ['a'] })`,
  })
  expect(usesFaults(files).join('\n')).toMatch(/b\/module.ts uses a but imports nothing[\s\S]*uses itself/)
})

test('cycles: by types, by re-export, by a type inside an expression', () => {
  const files = codeOf({
    'core/a.ts': imports('./b.ts'),
    'core/b.ts': `export { C } from './c.ts'`,
    'core/c.ts': `type A = import('./a.ts').A`,
    'core/d.ts': imports('./a.ts'),
  })
  expect(cycleFaults(files)).toEqual([expect.stringContaining('core/a.ts → core/b.ts → core/c.ts → core/a.ts')])
})

test('lengths: of files and functions, but not of groups of tests', () => {
  const long = (head: string, tail = '}') => `${head}\n${'  x()\n'.repeat(80)}${tail}`
  const files = codeOf({
    'core/a.ts': long('function a() {'),
    'core/b.ts': 'x()\n'.repeat(401),
    'core/c.test.ts': long(`describe('c', () => {`, '})'),
  })
  expect(lengthFaults(files)).toHaveLength(2)
})

test('first lines', () => {
  const files = textOf({ 'core/a.ts': '// Says what the file is for.\n', 'core/b.ts': 'x()', 'core/c.sql': 'select 1' })
  expect(firstLineFaults(files)).toHaveLength(2)
})

test('exports: re-exports and defaults, except public.ts and configurations', () => {
  const files = codeOf({
    'core/a.ts': `export * from './b.ts'\nexport default 1`,
    'modules/a/public.ts': `export { b } from './queries.ts'`,
    'x.config.ts': 'export default {}',
  })
  expect(exportFaults(files)).toHaveLength(2)
})

test('descriptions of exported functions', () => {
  const files = codeOf({
    'core/a.ts': '/** Adds. */\nexport const add = () => 1\nexport function take() {}\nexport const limit = 3',
    'server/b.ts': 'export function free() {}',
  })
  expect(docFaults(files)).toEqual([expect.stringContaining('core/a.ts:3')])
})

test('any, the console and the clock', () => {
  const files = codeOf({
    'core/a.ts': 'const a: any = Date.now()\nconsole.log(new Date(), new Date(0))',
    'tools/a.ts': 'console.log(new Date())',
    'core/b.ts': '// biome-ignore lint/suspicious/noExplicitAny: the library says so itself\nconst b: any = 1',
  })
  expect(forbiddenCodeFaults(files)).toHaveLength(4)
})

test('checks that are switched off', () => {
  const off = ['@ts-ignore because', '@ts-expect-error', 'biome-ignore lint/a/b: x', `TO${'DO'} later`]
  const fine = ['@ts-expect-error a state nobody declared', 'biome-ignore lint/a/b: the library says so itself']
  expect(commentFaults(codeOf({ 'core/a.ts': off.map((text) => `// ${text}`).join('\n') }))).toHaveLength(4)
  expect(commentFaults(codeOf({ 'core/a.ts': fine.map((text) => `// ${text}`).join('\n') }))).toEqual([])
})

test('SQL outside of queries.ts', () => {
  const asks =
    'const a = `select b from c where d = $' + '{e}`\nsql`now()`\ndb.selectFrom("a")\nconst b = "DELETE FROM c"'
  const prose = `label('选', 'Select a place from the map')\nlabel('改', 'Update the set of posts')`
  expect(sqlFaults(codeOf({ 'modules/a/routes.ts': asks }))).toHaveLength(4)
  expect(sqlFaults(codeOf({ 'modules/a/queries.ts': asks, 'modules/a/routes.ts': prose }))).toEqual([])
})

test('names of migrations', () => {
  const named = (...paths: string[]) => migrationFaults(textOf(Object.fromEntries(paths.map((path) => [path, '']))))
  expect(named('core/migrations/202611230100_core_a.sql', 'modules/a/migrations/202611230101_a_b.sql')).toEqual([])
  expect(named('core/migrations/1_core_a.sql')).toHaveLength(1)
  expect(named('modules/a/migrations/202611230100_b_c.sql')).toHaveLength(1)
  expect(named('core/migrations/202613230100_core_a.sql')).toHaveLength(1)
  expect(named('core/migrations/202611230100_core_a.sql', 'modules/a/migrations/202611230100_a_b.sql')).toHaveLength(1)
})

test('forbidden words are read word by word', () => {
  for (const name of [
    'surface',
    'interface',
    'embrace',
    'trace',
    'healthz',
    'partyId',
    'asterisk',
    'grid_id',
    '联防',
  ]) {
    expect(findForbiddenWord(name)).toBeUndefined()
  }
  for (const name of ['face_id', 'faceId', 'ethnicGroup', 'HEALTH', 'person_risk', 'political-status', '民族']) {
    expect(findForbiddenWord(name)).toBeDefined()
  }
})

test('forbidden columns and fields', () => {
  const sql = `create table a (surface text, face_id uuid); -- the face of a building\ninsert into b values ('risk')`
  expect(forbiddenColumnFaults(textOf({ 'core/migrations/a.sql': sql }))).toHaveLength(1)
  const kind = `defineMatter({ fields: { surface: text(label('表面', 'Surface')), religion: text(label('宗教', 'Religion')) } })
    Type.Object({ health: Type.String() })`
  expect(forbiddenFieldFaults(codeOf({ 'modules/a/a.matter.ts': kind }))).toHaveLength(4)
})

test('real names and the workshop', () => {
  const files = textOf({ 'core/a.ts': '// 某某县', 'modules/a/demo.ts': '// 某某县', 'core/b.test.ts': '// 某某县' })
  expect(nameFaults(files, ['某某县'])).toHaveLength(1)
  const told = textOf({
    'core/a.ts': `see /ho${'me'}/somebody`,
    'core/b.ts': 'an agent',
    'core/c.ts': 'the user agent',
  })
  expect(workshopFaults(told, (file) => file.text)).toHaveLength(2)
})

test('modules bring a module.ts and a short README', () => {
  const files = textOf({ 'modules/a/rules.ts': '', 'modules/b/module.ts': '', 'modules/b/README.md': 'x\n'.repeat(31) })
  expect(moduleFaults(files)).toHaveLength(3)
})
