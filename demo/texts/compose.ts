// Composes a text from a template: `{part}` is replaced by one of the ways to say that part, itself a template.
import type { Chance } from '../random.ts'

/** The ways to say each part. */
export type Parts = Readonly<Record<string, readonly string[]>>

const slot = /\{(\w+)\}/g
const deepest = 5

/** One text of a template. Parts of the story itself come before the common ones. */
export function compose(chance: Chance, template: string, ...parts: readonly Parts[]): string {
  return fill(chance, template, parts, 0).replace(/。。/g, '。')
}

function fill(chance: Chance, template: string, parts: readonly Parts[], depth: number): string {
  if (depth > deepest) throw new Error(`the template never ends: ${template}`)
  return template.replace(slot, (_, name: string) => {
    const ways = parts.find((known) => name in known)?.[name]
    if (!ways) throw new Error(`no way to say {${name}} in: ${template}`)
    return fill(chance, chance.pick(ways), parts, depth + 1)
  })
}
