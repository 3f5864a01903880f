// The parts of a screen: tabs where there is room; on a phone one list of them, which also a screen reader gets whole.
import { Select, Tabs } from 'antd'
import { useNarrow } from '../../ui/states/use-media.ts'
import './parts.css'

interface Props<T extends string> {
  label: string
  tabs: readonly { key: T; label: string }[]
  shown: T
  onChange: (tab: T) => void
}

export function ScreenTabs<T extends string>({ label, tabs, shown, onChange }: Props<T>) {
  const narrow = useNarrow()
  if (narrow)
    return (
      <Select<T>
        className="screen-choice"
        size="large"
        aria-label={label}
        value={shown}
        onChange={onChange}
        options={tabs.map((each) => ({ value: each.key, label: each.label }))}
      />
    )
  return <Tabs activeKey={shown} onChange={(next) => onChange(next as T)} items={[...tabs]} />
}
