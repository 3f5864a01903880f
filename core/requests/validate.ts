// Checks input against a schema, and says what is wrong field by field in both languages.
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { TSchema } from 'typebox'
import { type FieldFault, problem } from '../../contract/errors.ts'
import { type FieldMarks, noteKeywords } from '../../contract/fields.ts'
import { type Label, label } from '../../contract/label.ts'

// Nothing is dropped and nothing is turned into another type behind the caller's back.
const ajv = new Ajv.default({
  allErrors: true,
  removeAdditional: false,
  coerceTypes: false,
  useDefaults: false,
  strict: false,
  verbose: true,
  // Money in fen is a multiple of 0.01, which no binary number is to the last digit.
  multipleOfPrecision: 6,
})
addFormats.default(ajv, ['uuid', 'date', 'date-time', 'email', 'uri'])
for (const keyword of noteKeywords) ajv.addKeyword(keyword)

// A hostile body can be wrong in thousands of places; nobody reads more than these.
const mostFaults = 20

/**
 * Makes the check of a schema; it throws input.invalid naming every wrong field. Compiled when first asked: hundreds of
 * routes have one, and a start does not wait for those that nobody uses today.
 */
export function validator(schema: TSchema): (input: unknown) => void {
  let compiled: ValidateFunction | undefined
  return (input) => {
    compiled ??= ajv.compile(schema)
    const check = compiled
    if (check(input)) return
    const faults = (check.errors ?? []).map(faultOf)
    // One sentence a field: what is no id at all has the wrong characters too.
    const first = new Map(faults.toReversed().map((fault) => [fault.field, fault]))
    throw problem('input.invalid', { errors: [...first.values()].reverse().slice(0, mostFaults) })
  }
}

function faultOf(e: ErrorObject): FieldFault {
  const at = e.instancePath.slice(1).replaceAll('/', '.')
  const extra = e.keyword === 'additionalProperties' ? String(e.params.additionalProperty) : undefined
  const missing = e.keyword === 'required' ? String(e.params.missingProperty) : undefined
  const name = extra ?? missing
  return { field: name === undefined ? at : at === '' ? name : `${at}.${name}`, message: messageOf(e) }
}

function messageOf(e: ErrorObject): Label {
  const p = e.params as Record<string, unknown>
  switch (e.keyword) {
    case 'required':
      return label('此项必填', 'This is required')
    case 'additionalProperties':
      return label('不认识此项，请去掉', 'This is not known; leave it out')
    case 'maxLength':
      return label(`最多${p.limit}个字符`, `At most ${p.limit} characters`)
    case 'minLength':
      return label('不能为空', 'This must not be empty')
    case 'maximum':
      return label(`不能大于${p.limit}`, `At most ${p.limit}`)
    case 'minimum':
      return label(`不能小于${p.limit}`, `At least ${p.limit}`)
    case 'maxItems':
      return label(`最多${p.limit}项`, `At most ${p.limit} of them`)
    case 'minItems':
      return label(`至少${p.limit}项`, `At least ${p.limit} of them`)
    case 'enum':
      return label('不在可选范围内', `One of: ${(p.allowedValues as unknown[]).slice(0, 20).join(', ')}`)
    case 'format':
      return label(`格式不对（${p.format}）`, `Not a ${p.format}`)
    case 'pattern': {
      const example = (e.parentSchema as Partial<FieldMarks> | undefined)?.['x-example']
      return example === undefined
        ? label('含有不允许的字符', 'It contains characters that are not allowed')
        : label(`格式不对，应如 ${example}`, `It must look like ${example}`)
    }
    case 'multipleOf':
      return label(
        `小数位数太多，最小单位为 ${p.multipleOf}`,
        `Too many digits after the point: steps of ${p.multipleOf}`,
      )
    case 'type':
      return label(`类型不对，应为 ${p.type}`, `It must be of type ${p.type}`)
    default:
      return label('内容有误', e.message ?? 'This is wrong')
  }
}
