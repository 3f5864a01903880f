// Several of the same: each with its own input, added and removed one by one.
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Flex } from 'antd'
import type { ReactNode } from 'react'
import type { TSchema } from 'typebox'
import type { FormField } from '../../contract/derive/forms.ts'
import { marksOf } from '../../contract/fields.ts'
import { words } from '../messages.ts'
import { useText } from '../text/language.tsx'
import type { InputProps } from './input-props.ts'

export function ListInput({ renderItem, ...props }: InputProps & { renderItem: (item: InputProps) => ReactNode }) {
  const text = useText()
  const items = (props.value as unknown[] | undefined) ?? []
  const { items: itemSchema, maxItems = 20 } = props.field.schema as { items?: TSchema; maxItems?: number }
  if (!itemSchema) return null
  const item = itemField(props.field, itemSchema)
  return (
    <Flex vertical gap={8}>
      {items.map((value, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the entries have no identity but their place
        <Flex key={at} gap={8} align="start">
          <div style={{ flex: 1 }}>
            {renderItem({
              ...props,
              id: at === 0 ? props.id : `${props.id}-${at}`,
              field: item,
              value,
              onChange: (next) => props.onChange(items.map((each, i) => (i === at ? next : each))),
            })}
          </div>
          <Button
            icon={<DeleteOutlined />}
            aria-label={text(words.removeFile)}
            onClick={() => props.onChange(items.filter((_, i) => i !== at))}
          />
        </Flex>
      ))}
      {items.length < maxItems ? (
        <Button icon={<PlusOutlined />} type="dashed" onClick={() => props.onChange([...items, undefined])}>
          {text(item.label)}
        </Button>
      ) : null}
    </Flex>
  )
}

function itemField(field: FormField, schema: TSchema): FormField {
  const notes = marksOf(schema, field.name)
  return {
    name: field.name,
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
}
