// The portal is for old phones on slow networks: all its script, what it may fetch later included, stays small.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const dist = join(import.meta.dirname, '../web/dist')
const entry = 'p/index.html'
const mostBytes = 150 * 1024

interface Chunk {
  file: string
  imports?: string[]
  dynamicImports?: string[]
}

function chunksOf(manifest: Record<string, Chunk>, name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen
  seen.add(name)
  const chunk = manifest[name]
  for (const next of [...(chunk?.imports ?? []), ...(chunk?.dynamicImports ?? [])]) chunksOf(manifest, next, seen)
  return seen
}

test('the script of the portal is under 150 KB, gzipped', () => {
  const path = join(dist, '.vite/manifest.json')
  expect(existsSync(path), 'web/dist is missing: run npm run build first').toBe(true)
  const manifest: Record<string, Chunk> = JSON.parse(readFileSync(path, 'utf8'))
  expect(Object.keys(manifest)).toContain(entry)
  const files = [...chunksOf(manifest, entry)].flatMap((name) => manifest[name]?.file ?? [])
  const sizes = files
    .filter((file) => file.endsWith('.js'))
    .map((file) => ({ file, bytes: gzipSync(readFileSync(join(dist, file))).length }))
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  expect(sizes.length).toBeGreaterThan(0)
  expect(total, JSON.stringify(sizes)).toBeLessThan(mostBytes)
})
