// Several of the same: each with its own input, added and removed one by one.
import type { ReactNode } from 'react'
import type { TSchema } from 'typebox'
import { marksOf } from '../../../contract/fields.ts'
import { label } from '../../../contract/label.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { type InputProps, useTitle } from './input.ts'

export function ListInput({ renderItem, ...props }: InputProps & { renderItem: (item: InputProps) => ReactNode }) {
  const say = useText()
  const title = useTitle(props.field)
  const items = (props.value as unknown[] | undefined) ?? []
  const { items: schema, maxItems = 20 } = props.field.schema as { items?: TSchema; maxItems?: number }
  if (!schema) return null
  const notes = marksOf(schema, props.field.name)
  const field = {
    name: props.field.name,
    label: notes['x-label'],
    hint: null,
    widget: notes['x-widget'],
    privacy: notes['x-privacy'],
    required: true,
    choices: notes['x-choices'] ?? null,
    list: notes['x-list'] ?? null,
    register: notes['x-register'] ?? null,
    schema,
  }
  const replace = (at: number, next: unknown) => props.onChange(items.map((each, i) => (i === at ? next : each)))
  return (
    <fieldset className="field">
      <legend>{title}</legend>
      {items.map((value, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the entries have no identity but their place
        <div key={at} className="list-item">
          {renderItem({ field, value, onChange: (next) => replace(at, next), fault: undefined })}
          <button
            type="button"
            className="button"
            aria-label={say(label(`去掉第 ${at + 1} 项`, `Remove number ${at + 1}`))}
            onClick={() => props.onChange(items.filter((_, i) => i !== at))}
          >
            <Icon name="trash" />
          </button>
        </div>
      ))}
      {items.length < maxItems && (
        <button type="button" className="button" onClick={() => props.onChange([...items, undefined])}>
          <Icon name="plus" />
          {say(notes['x-label'])}
        </button>
      )}
      {props.fault && <p className="fault">{props.fault}</p>}
    </fieldset>
  )
}
