// Chooses the kind of matter a screen is about; nothing where there is only one.
import { Segmented, Select } from 'antd'
import type { AnyMatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import { useText } from '../../ui/text/language.tsx'

interface Props {
  kinds: readonly AnyMatterKind[]
  kind: AnyMatterKind
  onChange: (kind: AnyMatterKind) => void
}

// More do not fit beside the other controls of a bar.
const mostBeside = 3

export function KindSwitch({ kinds, kind, onChange }: Props) {
  const text = useText()
  if (kinds.length < 2) return null
  const options = kinds.map((each) => ({ value: each.kind, label: text(each.label) }))
  const choose = (name: string) => {
    const chosen = kinds.find((each) => each.kind === name)
    if (chosen) onChange(chosen)
  }
  if (kinds.length <= mostBeside) return <Segmented value={kind.kind} options={options} onChange={choose} />
  return (
    <Select
      value={kind.kind}
      options={options}
      onChange={choose}
      popupMatchSelectWidth={false}
      aria-label={text(label('事项种类', 'Kind of matter'))}
    />
  )
}
