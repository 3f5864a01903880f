// What the types cannot see in a definition: unreachable states, dead ends, deadlines no one can meet.
import type { TSchema } from 'typebox'
import { marksOf, recordFields } from './fields.ts'
import type { MatterKind } from './kind.ts'

/** Every fault of a kind, each with the path to it. Empty when the definition is sound. */
export function findFaults(kind: MatterKind): string[] {
  return [
    ...faultsOfStates(kind),
    ...faultsOfDeadlines(kind),
    ...faultsOfFields(kind),
    ...faultsOfRecords(kind),
    ...faultsOfReading(kind),
    ...faultsOfAbout(kind),
  ]
}

function faultsOfStates(kind: MatterKind): string[] {
  const faults: string[] = []
  const reached = new Set([kind.start, ...(kind.startUnplaced ? [kind.startUnplaced] : []), ...(kind.startsAlso ?? [])])
  for (const state of reached) {
    for (const t of Object.values(kind.transitions)) if (t.from.includes(state)) reached.add(t.to ?? state)
  }
  for (const [name, state] of Object.entries(kind.states)) {
    const exits = Object.values(kind.transitions).filter((t) => t.from.includes(name))
    if (!reached.has(name)) faults.push(`state ${name} cannot be reached`)
    if (state.end !== undefined && exits.some((t) => !t.reopens && !kind.states[t.to ?? name]?.end))
      faults.push(`end state ${name} has a way out that does not say reopens`)
    if (state.end === undefined && !exits.some((t) => t.to !== undefined && t.to !== name))
      faults.push(`state ${name} has no way out`)
  }
  return faults
}

function faultsOfDeadlines(kind: MatterKind): string[] {
  const faults: string[] = []
  for (const [name, state] of Object.entries(kind.states)) {
    const { from, remind, extension } = state.deadline ?? {}
    if (from !== undefined && widgetOf(kind, from) !== 'date')
      faults.push(`the deadline of ${name} counts from ${from}, which is not a field of a day`)
    if (remind?.some((days) => !Number.isInteger(days) || days < 1 || days > 365))
      faults.push(`the deadline of ${name} reminds on other than 1 to 365 whole days before its end`)
    if (extension?.mode === 'consent' && kind.partiesField === undefined)
      faults.push(`the deadline of ${name} asks for the parties' consent, but partiesField names none`)
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

/** The widget of a field, undefined when it is not declared. */
const widgetOf = (kind: MatterKind, name: string) =>
  name in kind.fields ? marksOf(kind.fields[name], `${kind.kind}.${name}`)['x-widget'] : undefined

/** What a matter takes from its entry, and whom it is shown. */
function faultsOfAbout(kind: MatterKind): string[] {
  const faults: string[] = []
  const of = (where: string, name: string, widgets: readonly string[]) => {
    const widget = widgetOf(kind, name)
    if (widget === undefined) faults.push(`${where} names field ${name}, which is not declared`)
    else if (!widgets.includes(widget))
      faults.push(`${where} names ${name}, which is no field of kind ${widgets.join(' or ')}`)
  }
  for (const [name, t] of Object.entries(kind.transitions))
    for (const field of t.shares ?? []) of(`transition ${name}: shares`, field, ['unit', 'division'])
  const { about } = kind
  if (!about) return faults
  of('about.entry', about.entry, ['entry'])
  if (!kind.askedAtStart.includes(about.entry)) faults.push(`about.entry: ${about.entry} is not asked at the start`)
  for (const field of [...(about.unit ? [about.unit] : []), ...(about.shares ?? [])]) of('about', field, ['unit'])
  for (const field of Object.keys(about.sets))
    if (kind.askedAtStart.includes(field)) faults.push(`about.sets: ${field} is asked at the start`)
    else if (!(field in kind.fields)) faults.push(`about.sets names field ${field}, which is not declared`)
  for (const state of about.heldBack?.by ?? [])
    if (!kind.states[state]?.deadline) faults.push(`about.heldBack: ${state} has no deadline to be overdue of`)
  return faults
}

const strictness = { open: 0, personal: 1, sealed: 2 }

/** Lists that grow, and records that are read more widely than what they hold. */
function faultsOfRecords(kind: MatterKind): string[] {
  const faults: string[] = []
  const { partiesField, sharesField } = kind
  for (const [name, t] of Object.entries(kind.transitions)) {
    for (const field of t.appends ?? []) {
      if (widgetOf(kind, field) !== 'list') faults.push(`transition ${name} appends to ${field}, which is not a list`)
      if (![...(t.needs ?? []), ...(t.asks ?? [])].includes(field))
        faults.push(`transition ${name} appends to ${field} without asking for it`)
    }
  }
  for (const [name, schema] of Object.entries(kind.fields)) {
    const outer = marksOf(schema, name)['x-privacy']
    for (const [inner, of] of Object.entries(recordFields(schema as TSchema) ?? {}))
      if (strictness[marksOf(of, `${name}.${inner}`)['x-privacy']] > strictness[outer])
        faults.push(`field ${name} is ${outer}, but its ${inner} is not`)
  }
  if (partiesField !== undefined && !recordFields((kind.fields[partiesField] ?? {}) as TSchema))
    faults.push(`partiesField names ${partiesField}, which is not a list of records`)
  if (sharesField !== undefined && widgetOf(kind, sharesField) !== 'division')
    faults.push(`sharesField names ${sharesField}, which is not a field of a division`)
  return faults
}

/** Reaches that lists cannot be read by, and fields shown within a reach to posts that are not shown them. */
function faultsOfReading(kind: MatterKind): string[] {
  const faults: string[] = []
  for (const [post, reach] of Object.entries(kind.reads))
    if (reach === 'part' || reach === 'neighbour') faults.push(`reads: ${post} cannot read by ${reach}`)
  for (const post of Object.keys(kind.opens.within ?? {}))
    if (![...kind.opens.personal, ...kind.opens.sealed].includes(post as never))
      faults.push(`opens.within names ${post}, which is shown neither personal nor sealed fields`)
  if (kind.taskOf !== undefined && kind.openedBy.length > 0)
    faults.push('openedBy: a task is opened by a step of what it belongs to, not by hand')
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
    if (typeof t.unit === 'string' && !t.needs?.includes(t.unit) && !(t.unit in (kind.about?.sets ?? {})))
      faults.push(`transition ${name} gives the matter to a unit it does not ask for`)
  }
  for (const rule of kind.retention) for (const field of rule.fields) known(field, 'retention')
  for (const count of kind.counts) known(count.by, `count ${count.id}`)
  return faults
}
