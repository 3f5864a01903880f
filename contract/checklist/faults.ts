// What is wrong with a checklist before anybody fills it in: names, choices, expressions, circles, limits.
import safe from 'safe-regex2'
import { type Label, label } from '../label.ts'
import { ExpressionFault, namesIn, patternsIn, readExpression } from './expression.ts'
import { type Checklist, type Item, isSection, most, placedQuestions, type Question } from './form.ts'

/** A fault with the name of the item (empty: the whole) and the part of it, such as `relevant`. */
export interface ChecklistFault {
  item: string
  part: string
  why: Label
}

// Shorter than the id of a file, so that no choice looks like one.
const namePattern = /^[A-Za-z_][\w.-]{0,34}$/

/** Every fault of a checklist. Empty: it can be filled in. */
export function checklistFaults(form: Checklist): ChecklistFault[] {
  const items = flat(form.items)
  const limits = limitFaults(form, items)
  if (limits.length > 0) return limits
  return [...nameFaults(items), ...items.flatMap((item) => itemFaults(item, items)), ...circleFaults(form)]
}

const flat = (items: readonly Item[]): Item[] => items.flatMap((i) => (isSection(i) ? [i, ...flat(i.items)] : [i]))

function limitFaults(form: Checklist, items: readonly Item[]): ChecklistFault[] {
  const whole = (why: Label) => [{ item: '', part: 'items', why }]
  if (items.length > most.items)
    return whole(label(`最多 ${most.items} 项`, `A checklist has at most ${most.items} items`))
  if (JSON.stringify(form).length > most.bytes) return whole(label('检查表太长', 'The checklist is too long'))
  if (depthOf(form.items) > most.depth)
    return whole(label(`分组最多 ${most.depth} 层`, `Sections go at most ${most.depth} deep`))
  if (!items.some((i) => !isSection(i) && i.type !== 'note'))
    return whole(label('检查表里没有要回答的项', 'The checklist asks nothing'))
  return []
}

const depthOf = (items: readonly Item[]): number =>
  Math.max(0, ...items.map((i) => (isSection(i) ? 1 + depthOf(i.items) : 0)))

function nameFaults(items: readonly Item[]): ChecklistFault[] {
  const seen = new Set<string>()
  return items.flatMap(({ name }) => {
    const isTwice = seen.has(name)
    seen.add(name)
    if (isTwice) return [{ item: name, part: 'name', why: label('名称重复', 'The name is used twice') }]
    return namePattern.test(name)
      ? []
      : [
          {
            item: name,
            part: 'name',
            why: label(
              '名称须以字母开头，不超过 35 个字符',
              'A name begins with a letter and has at most 35 characters',
            ),
          },
        ]
  })
}

function itemFaults(item: Item, items: readonly Item[]): ChecklistFault[] {
  const fault = (part: string, why: Label): ChecklistFault => ({ item: item.name, part, why })
  const expressions = expressionsOf(item).flatMap(([part, text]) => {
    const why = whyBadExpression(text, items)
    return why ? [fault(part, why)] : []
  })
  if (isSection(item)) {
    const nests = item.type === 'repeat' && flat(item.items).some((i) => i.type === 'repeat')
    return nests
      ? [...expressions, fault('type', label('重复组里不能再有重复组', 'A repeat cannot hold another repeat'))]
      : expressions
  }
  return [...expressions, ...questionFaults(item, fault)]
}

function questionFaults(q: Question, fault: (part: string, why: Label) => ChecklistFault): ChecklistFault[] {
  const faults: ChecklistFault[] = []
  const chooses = q.type === 'select_one' || q.type === 'select_multiple'
  if (chooses && (q.choices ?? []).length === 0)
    faults.push(fault('choices', label('没有选项', 'There are no choices')))
  if ((q.choices ?? []).length > most.choices)
    faults.push(fault('choices', label(`最多 ${most.choices} 个选项`, `At most ${most.choices} choices`)))
  const names = (q.choices ?? []).map(({ name }) => name)
  for (const [i, name] of names.entries()) {
    if (names.indexOf(name) !== i)
      faults.push(fault('choices', label(`选项 ${name} 重复`, `Choice ${name} is there twice`)))
    else if (!/^[\w.-]{1,35}$/.test(name))
      faults.push(fault('choices', label(`选项名称 ${name} 不合规则`, `${name} cannot be the name of a choice`)))
  }
  if (q.type === 'calculate' && q.calculation === undefined)
    faults.push(fault('calculation', label('缺少计算式', 'The calculation is missing')))
  if (q.type === 'image' && q.required !== undefined)
    faults.push(fault('required', label('照片不能设为必填', 'A photo cannot be required')))
  if (q.rule?.days !== undefined && !(Number.isInteger(q.rule.days) && q.rule.days >= 0 && q.rule.days <= 365))
    faults.push(
      fault('days', label('整改天数应为 0 到 365 的整数', 'Days to rectify are a whole number from 0 to 365')),
    )
  return faults
}

/** Every expression of an item with the part it stands in. */
export function expressionsOf(item: Item): [part: string, text: string][] {
  const q: Partial<Question> = isSection(item) ? {} : item
  const parts: [string, string | undefined][] = [
    ['relevant', item.relevant],
    ['required', typeof q.required === 'string' ? q.required : undefined],
    ['constraint', q.constraint],
    ['calculation', q.calculation],
    ['finding', q.rule?.finding],
  ]
  return parts.filter((each): each is [string, string] => each[1] !== undefined)
}

function whyBadExpression(text: string, items: readonly Item[]): Label | null {
  try {
    const read = readExpression(text)
    const stray = namesIn(read).find((name) => !items.some((i) => i.name === name && i.type !== 'group'))
    if (stray) return label(`没有名为 ${stray} 的项`, `There is no item named ${stray}`)
    return patternsIn(read).every((p) => p !== null && isHarmless(p))
      ? null
      : label('正则表达式须直接写出，且不能嵌套重复', 'A pattern is written out, and repeats nothing that repeats')
  } catch (fault) {
    if (!(fault instanceof ExpressionFault)) throw fault
    const at = fault.at + 1
    return label(`${fault.why.zh}（第 ${at} 个字符）`, `${fault.why.en} (character ${at})`)
  }
}

// A pattern that repeats what repeats can take a server hours for one answer.
const isHarmless = (pattern: string): boolean => pattern.length <= 200 && safe(pattern, { limit: 8 })

/** Calculations and conditions that need each other. */
function circleFaults(form: Checklist): ChecklistFault[] {
  const needs = new Map(
    placedQuestions(form).map(({ question: q, conditions }) => [
      q.name,
      [...conditions, ...(q.calculation ? [q.calculation] : [])].flatMap(namesIfReadable),
    ]),
  )
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    (needs.get(from) ?? []).some((name) => {
      if (name === to) return true
      if (seen.has(name)) return false
      seen.add(name)
      return reaches(name, to, seen)
    })
  return [...needs.keys()]
    .filter((name) => reaches(name, name, new Set()))
    .map((item) => ({ item, part: 'calculation', why: label('互相引用成圈', 'It depends on itself') }))
}

function namesIfReadable(text: string): string[] {
  try {
    return namesIn(readExpression(text))
  } catch {
    return []
  }
}
