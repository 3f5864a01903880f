// Checks what an entry says beyond its schema: shapes that are sound, names of things that are there.

import { entryData } from '../../contract/derive/entry-bodies.ts'
import type { FieldFault } from '../../contract/errors.ts'
import { Problem } from '../../contract/errors.ts'
import { marksOf, type Widget } from '../../contract/fields.ts'
import { type Label, label } from '../../contract/label.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import { whyNotShape } from '../geo/shapes-in-fields.ts'
import { validator } from '../requests/validate.ts'
import type { Offered } from './offered.ts'

type Values = Record<string, unknown>

const validators = new WeakMap<AnyRegister, (input: unknown) => void>()

/** What is wrong with the form of an entry's values: types, lengths, patterns, what is missing. Fields without prefix. */
export function formFaults(r: AnyRegister, values: Values): FieldFault[] {
  const check = validators.get(r) ?? validator(entryData(r))
  validators.set(r, check)
  try {
    check(values)
    return []
  } catch (fault) {
    if (fault instanceof Problem) return [...(fault.detail.errors ?? [])]
    throw fault
  }
}

/**
 * What is wrong with an entry's values, field by field; `values` come back with shapes as they may be kept. The form
 * must be sound before.
 */
export function checkValues(
  r: AnyRegister,
  values: Values,
  offered: Offered,
): { values: Values; faults: FieldFault[] } {
  const faults: FieldFault[] = []
  const kept: Values = {}
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue
    const { 'x-widget': widget } = marksOf(r.fields[name], name)
    const shape = whyNotShape(widget, value)
    if (shape.fault) faults.push({ field: name, message: shape.fault })
    else if (!offered.has(name, value)) faults.push({ field: name, message: missing(widget) })
    kept[name] = shape.value
  }
  return { values: kept, faults }
}

function missing(widget: Widget): Label {
  switch (widget) {
    case 'category':
      return label('没有这个类别，请重新选择', 'There is no such category; choose again')
    case 'unit':
      return label('没有这个单位，请先登记或更正名称', 'There is no such unit; add it first or correct the name')
    case 'entry':
      return label('没有这个条目，请先登记', 'There is no such entry; add it first')
    case 'files':
      return label('有文件没有上传成功，请重新上传', 'A file did not arrive; upload it again')
    default:
      return label('没有这个区划', 'There is no such division')
  }
}
