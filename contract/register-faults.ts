// What the types cannot see in a register's definition: persons in it, fields that are not there, posts without reach.
import { readSpan } from './calendar.ts'
import { marksOf } from './fields.ts'
import { posts } from './posts.ts'
import type { AnyRegister } from './register-kind.ts'
import { reservedFilters } from './register-query.ts'

/** What a sheet says of an entry besides its fields: see core/registers/sheet-columns.ts. */
const sheetNames: readonly string[] = ['code', 'division', 'datum']

/** Every fault of a register's definition, each with the path to it. */
export const findRegisterFaults = (r: AnyRegister): string[] => [
  ...faultsOfFields(r),
  ...faultsOfNames(r),
  ...faultsOfPosts(r),
  ...faultsOfSpans(r),
]

function faultsOfFields(r: AnyRegister): string[] {
  const faults: string[] = []
  for (const [name, schema] of Object.entries(r.fields)) {
    const { 'x-widget': widget, 'x-privacy': privacy, 'x-indexed': indexed } = marksOf(schema, `${r.kind}.${name}`)
    if (widget === 'contact' || privacy === 'personal')
      faults.push(`field ${name} tells of a person: a register names posts (postRef) and offices (officePhone)`)
    if (sheetNames.includes(name)) faults.push(`field ${name} has the name of a column of every sheet`)
    if (widget === 'list') faults.push(`field ${name} is a list: make its items entries of a register (entryRef)`)
    if (indexed && reservedFilters.includes(name)) faults.push(`field ${name} has the name of a filter of every list`)
    if (indexed && !['choice', 'category', 'unit', 'entry', 'yes', 'text'].includes(widget))
      faults.push(`field ${name} is indexed, but lists cannot filter by a ${widget}`)
  }
  return faults
}

function faultsOfNames(r: AnyRegister): string[] {
  const faults: string[] = []
  const named: [string, readonly string[], readonly string[] | null][] = [
    ['headline', [r.headline], ['text']],
    ['placeField', r.placeField ? [r.placeField] : [], ['point']],
    ['unitField', r.unitField ? [r.unitField] : [], ['unit']],
    ['unique', r.unique, ['text', 'choice', 'category', 'unit', 'entry', 'division', 'date', 'number']],
    ['complete', r.complete, null],
    ['sums', r.sums, ['number']],
    ['retention', r.retention.flatMap((rule) => rule.fields), null],
  ]
  for (const [where, names, widgets] of named)
    for (const name of names) {
      const schema = r.fields[name]
      if (!schema) faults.push(`${where} names field ${name}, which is not declared`)
      else if (widgets && !widgets.includes(marksOf(schema, name)['x-widget']))
        faults.push(`${where} names field ${name}, which is no ${widgets.join(' or ')}`)
    }
  for (const [where, names] of [
    ['headline', [r.headline]],
    ['unique', r.unique],
    ['sums', r.sums],
  ] as const)
    for (const name of names)
      if (r.fields[name] && marksOf(r.fields[name], name)['x-privacy'] !== 'open')
        faults.push(`${where} names ${name}, which is sealed: everybody who reads an entry sees it`)
  if (r.unique.length === 0) faults.push('nothing tells two entries apart: unique is empty')
  return faults
}

function faultsOfPosts(r: AnyRegister): string[] {
  const faults: string[] = []
  for (const [name, reaches] of Object.entries({ reads: r.reads, keeps: r.keeps }))
    for (const [post, reach] of Object.entries(reaches)) {
      if (reach === 'own') faults.push(`${name} gives ${post} the reach own: an entry has no owner`)
      if (reach === 'unit' && !r.unitField)
        faults.push(`${name} gives ${post} the reach unit, but unitField is not said`)
      if (reach === 'unit' && !('inUnit' in posts[post as keyof typeof posts]))
        faults.push(`${name} gives ${post} the reach unit, but it is held in no unit`)
    }
  for (const post of Object.keys(r.keeps)) if (!(post in r.reads)) faults.push(`${post} keeps what it cannot read`)
  for (const post of [...r.exports, ...r.opens]) if (!(post in r.reads)) faults.push(`${post} does not read it`)
  for (const post of r.imports) if (!(post in r.keeps)) faults.push(`${post} imports what it does not keep`)
  return faults
}

function faultsOfSpans(r: AnyRegister): string[] {
  const spans = [['freshFor', r.freshFor], ...r.retention.map((rule) => ['retention', rule.after])] as const
  return spans.flatMap(([where, span]) => {
    try {
      return readSpan(span as typeof r.freshFor).unit === 'd' ? [] : [`${where} must be in days, such as 365d`]
    } catch {
      return [`${where} is not a span: ${span}`]
    }
  })
}
