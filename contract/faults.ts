// What the types cannot see in a definition: unreachable states, dead ends, deadlines no one can meet.
import { marksOf } from './fields.ts'
import type { MatterKind } from './kind.ts'

/** Every fault of a kind, each with the path to it. Empty when the definition is sound. */
export function findFaults(kind: MatterKind): string[] {
  return [...faultsOfStates(kind), ...faultsOfDeadlines(kind), ...faultsOfFields(kind)]
}

function faultsOfStates(kind: MatterKind): string[] {
  const faults: string[] = []
  const reached = new Set([kind.start, ...(kind.startUnplaced ? [kind.startUnplaced] : [])])
  for (const state of reached) {
    for (const t of Object.values(kind.transitions)) if (t.from.includes(state)) reached.add(t.to)
  }
  for (const [name, state] of Object.entries(kind.states)) {
    const exits = Object.values(kind.transitions).filter((t) => t.from.includes(name))
    if (!reached.has(name)) faults.push(`state ${name} cannot be reached`)
    if (state.end !== undefined && exits.some((t) => !t.reopens && !kind.states[t.to]?.end))
      faults.push(`end state ${name} has a way out that does not say reopens`)
    if (state.end === undefined && exits.length === 0) faults.push(`state ${name} has no way out`)
  }
  return faults
}

function faultsOfDeadlines(kind: MatterKind): string[] {
  const faults: string[] = []
  for (const [name, state] of Object.entries(kind.states)) {
    const within = state.deadline?.within
    if (typeof within === 'object' && 'on' in within && kind.fields[within.on] === undefined)
      faults.push(`the deadline of ${name} reads ${within.on}, which is not declared`)
    const onMiss = state.deadline?.onMiss
    if (onMiss === undefined) continue
    const missed = kind.transitions[onMiss]
    if (!missed) faults.push(`the deadline of ${name} takes ${onMiss}, which is not declared`)
    if (missed && !missed.from.includes(name))
      faults.push(`the deadline of ${name} takes a transition that does not leave it`)
    if (missed?.needs?.length) faults.push(`the deadline of ${name} takes a transition that needs a person's input`)
  }
  return faults
}

function faultsOfFields(kind: MatterKind): string[] {
  const faults: string[] = []
  const known = (name: string, where: string) => {
    if (!(name in kind.fields)) faults.push(`${where} names field ${name}, which is not declared`)
  }
  for (const [name, schema] of Object.entries(kind.fields)) marksOf(schema, `${kind.kind}.${name}`)
  for (const name of kind.askedAtStart) known(name, 'askedAtStart')
  known(kind.headline, 'headline')
  for (const [name, t] of Object.entries(kind.transitions)) {
    for (const field of [...(t.needs ?? []), ...(t.asks ?? []), ...(t.clears ?? []), ...(t.shows ? [t.shows] : [])])
      known(field, `transition ${name}`)
    if (typeof t.unit === 'string' && !t.needs?.includes(t.unit))
      faults.push(`transition ${name} gives the matter to a unit it does not ask for`)
  }
  for (const rule of kind.retention) for (const field of rule.fields) known(field, 'retention')
  for (const count of kind.counts) known(count.by, `count ${count.id}`)
  return faults
}
