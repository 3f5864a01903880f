// How much script a face of the web is, gzipped, read off what the bundler says belongs to it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = join(import.meta.dirname, '../web/dist')

interface Chunk {
  file: string
  imports?: string[]
  dynamicImports?: string[]
}

/** The scripts of an entry: what it loads first, and what it may fetch later when `later` says so. */
export function scriptsOf(entry: string, { later }: { later: boolean }): { file: string; bytes: number }[] {
  const path = join(dist, '.vite/manifest.json')
  if (!existsSync(path)) throw new Error('web/dist is missing: run npm run build first')
  const manifest: Record<string, Chunk> = JSON.parse(readFileSync(path, 'utf8'))
  const seen = new Set<string>()
  const follow = (name: string) => {
    if (seen.has(name)) return
    seen.add(name)
    const chunk = manifest[name]
    if (!chunk) throw new Error(`${name} is not in the bundler's manifest`)
    for (const next of [...(chunk.imports ?? []), ...(later ? (chunk.dynamicImports ?? []) : [])]) follow(next)
  }
  follow(entry)
  return [...seen]
    .map((name) => manifest[name]?.file ?? '')
    .filter((file) => file.endsWith('.js'))
    .map((file) => ({ file, bytes: gzipSync(readFileSync(join(dist, file))).length }))
}

export const totalOf = (scripts: readonly { bytes: number }[]): number =>
  scripts.reduce((sum, { bytes }) => sum + bytes, 0)
