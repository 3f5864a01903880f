// Import cycles, type-only imports included: a cycle means that two files are really one.
import type { Code } from './project.ts'

/** Each cycle once, as the chain of files that closes it. */
export function cycleFaults(files: Code[]): string[] {
  const graph = new Map(files.map((file) => [file.path, file.imports.flatMap(({ path }) => path ?? [])]))
  const done = new Set<string>()
  const chain: string[] = []
  const faults: string[] = []
  const visit = (path: string) => {
    const at = chain.indexOf(path)
    if (at !== -1) {
      const cycle = [...chain.slice(at), path]
      faults.push(`${cycle.join(' → ')}: move what they share into a file that both import.`)
      return
    }
    if (done.has(path)) return
    chain.push(path)
    for (const next of graph.get(path) ?? []) visit(next)
    chain.pop()
    done.add(path)
  }
  for (const path of graph.keys()) visit(path)
  return faults
}
