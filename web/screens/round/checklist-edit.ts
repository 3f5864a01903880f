// Changes to a checklist that is edited: pure, by the path of an item, so that every click can be tried without a screen.
import { type Checklist, type Item, isSection, type Question, type Section } from '../../../contract/checklist/form.ts'
import { label } from '../../../contract/label.ts'

/** Where an item stands: its place in the list, then its place in the section, and so on. */
export type Path = readonly number[]

const listAt = (items: readonly Item[], path: Path): readonly Item[] => {
  if (path.length === 0) return items
  const [first = 0, ...rest] = path
  const section = items[first]
  return section && isSection(section) ? listAt(section.items, rest) : []
}

/** The item at a path, or undefined. */
export const itemAt = (form: Checklist, path: Path): Item | undefined =>
  path.length === 0 ? undefined : listAt(form.items, path.slice(0, -1))[path.at(-1) ?? 0]

/** The checklist with another list of items at the end of a path of sections. */
function withList(items: readonly Item[], path: Path, change: (list: readonly Item[]) => Item[]): Item[] {
  if (path.length === 0) return change(items)
  const [first = 0, ...rest] = path
  return items.map((item, i) =>
    i === first && isSection(item) ? { ...item, items: withList(item.items, rest, change) } : item,
  )
}

const edited = (form: Checklist, above: Path, change: (list: readonly Item[]) => Item[]): Checklist => ({
  ...form,
  items: withList(form.items, above, change),
})

/** Puts another item in the place of one. */
export const replaceAt = (form: Checklist, path: Path, item: Item): Checklist =>
  edited(form, path.slice(0, -1), (list) => list.with(path.at(-1) ?? 0, item))

/** Takes an item out; a section goes with all it holds. */
export const removeAt = (form: Checklist, path: Path): Checklist =>
  edited(form, path.slice(0, -1), (list) => list.toSpliced(path.at(-1) ?? 0, 1))

/** Moves an item among its neighbours; at the edge it stays. The path it then has comes with it. */
export function moveAt(form: Checklist, path: Path, by: -1 | 1): { form: Checklist; path: Path } {
  const above = path.slice(0, -1)
  const from = path.at(-1) ?? 0
  const to = from + by
  const list = listAt(form.items, above)
  if (to < 0 || to >= list.length) return { form, path }
  const moved = edited(form, above, (items) => {
    const item = items[from] as Item
    return items.toSpliced(from, 1).toSpliced(to, 0, item)
  })
  return { form: moved, path: [...above, to] }
}

/** Adds an item at the end of a section, or of the whole checklist with an empty path. */
export function addTo(form: Checklist, section: Path, item: Item): { form: Checklist; path: Path } {
  const n = listAt(form.items, section).length
  return { form: edited(form, section, (list) => [...list, item]), path: [...section, n] }
}

const namesIn = (items: readonly Item[]): string[] =>
  items.flatMap((item) => [item.name, ...(isSection(item) ? namesIn(item.items) : [])])

/** A name that no item has yet: `item1`, `item2` and so on. */
export function freshName(form: Checklist, stem: string): string {
  const taken = new Set(namesIn(form.items))
  let n = 1
  while (taken.has(`${stem}${n}`)) n++
  return `${stem}${n}`
}

/** A new item as most are: yes or no, a no is a fault that is ordered to be put right. */
export const newQuestion = (form: Checklist): Question => ({
  type: 'select_one',
  name: freshName(form, 'item'),
  label: label('新的一项', 'New item'),
  required: true,
  choices: [
    { name: 'yes', label: label('是', 'Yes') },
    { name: 'no', label: label('否', 'No') },
    { name: 'none', label: label('没有这一项', 'Not here') },
  ],
  rule: { weight: 'shall', finding: ". = 'no'", days: 7 },
})

export const newSection = (form: Checklist): Section => ({
  type: 'group',
  name: freshName(form, 'section'),
  label: label('新的一节', 'New section'),
  items: [],
})

/** Choices as lines that are typed, `name | Chinese | English`, and read again; English may be left out. */
export const choicesText = (q: Question): string =>
  (q.choices ?? []).map(({ name, label: of }) => `${name} | ${of.zh} | ${of.en}`).join('\n')

export const readChoices = (typed: string): NonNullable<Question['choices']> =>
  typed
    .split('\n')
    .map((line) => line.split('|').map((part) => part.trim()))
    .filter(([name]) => name)
    .map(([name = '', zh = '', en = '']) => ({ name, label: label(zh || name, en || zh || name) }))
