// The items of a checklist in their sections: chosen, moved, added and taken out by clicking or with the keys.
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type Checklist, type Item, isSection } from '../../../contract/checklist/form.ts'
import { useText } from '../../../ui/text/language.tsx'
import { Weight } from './ChecklistPaper.tsx'
import { addTo, moveAt, newQuestion, newSection, type Path, removeAt } from './checklist-edit.ts'
import { words } from './plan-messages.ts'

interface Props {
  form: Checklist
  path: Path
  /** Names of items with something wrong. */
  faults: readonly string[]
  onChange: (form: Checklist, path: Path) => void
}

export function ChecklistTree(props: Props) {
  const { form, path, onChange } = props
  const text = useText()
  const add = (item: Item, to: Path) => {
    const added = addTo(form, to, item)
    onChange(added.form, added.path)
  }
  return (
    <div className="tree">
      <button
        type="button"
        className={`tree-name tree-title${path.length === 0 ? ' tree-on' : ''}`}
        aria-pressed={path.length === 0}
        onClick={() => onChange(form, [])}
      >
        {text(words.listTitle)}
      </button>
      <Branch {...props} items={form.items} above={[]} />
      <div className="tree-adds">
        <Button size="small" icon={<PlusOutlined />} onClick={() => add(newSection(form), [])}>
          {text(words.addSection)}
        </Button>
        <Button size="small" icon={<PlusOutlined />} onClick={() => add(newQuestion(form), [])}>
          {text(words.addItem)}
        </Button>
      </div>
    </div>
  )
}

function Branch({ items, above, ...props }: Props & { items: readonly Item[]; above: Path }) {
  const text = useText()
  const { form, onChange } = props
  return (
    <ul className="tree-branch">
      {items.map((item, n) => {
        const here = [...above, n]
        return (
          <li key={item.name}>
            <Node {...props} item={item} here={here} isFirst={n === 0} isLast={n === items.length - 1} />
            {isSection(item) ? (
              <>
                <Branch {...props} items={item.items} above={here} />
                <Button
                  className="tree-add"
                  size="small"
                  type="link"
                  icon={<PlusOutlined />}
                  onClick={() => {
                    const added = addTo(form, here, newQuestion(form))
                    onChange(added.form, added.path)
                  }}
                >
                  {text(words.addItem)}
                </Button>
              </>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}

interface NodeProps extends Props {
  item: Item
  here: Path
  isFirst: boolean
  isLast: boolean
}

function Node({ form, path, faults, onChange, item, here, isFirst, isLast }: NodeProps) {
  const text = useText()
  const isOn = here.join('.') === path.join('.')
  const look = [
    'tree-name',
    isSection(item) ? 'tree-section' : '',
    isOn ? 'tree-on' : '',
    faults.includes(item.name) ? 'tree-wrong' : '',
  ]
  const move = (by: -1 | 1) => {
    const moved = moveAt(form, here, by)
    onChange(moved.form, moved.path)
  }
  return (
    <div className="tree-node">
      <button type="button" className={look.join(' ')} aria-pressed={isOn} onClick={() => onChange(form, here)}>
        {isSection(item) ? null : <Weight question={item} />}
        <span className="lf-ellipsis">{text(item.label)}</span>
      </button>
      <span className={`tree-doings${isOn ? ' tree-doings-on' : ''}`}>
        <Button
          size="small"
          type="text"
          icon={<ArrowUpOutlined />}
          disabled={isFirst}
          aria-label={text(words.up)}
          onClick={() => move(-1)}
        />
        <Button
          size="small"
          type="text"
          icon={<ArrowDownOutlined />}
          disabled={isLast}
          aria-label={text(words.down)}
          onClick={() => move(1)}
        />
        <Button
          size="small"
          type="text"
          icon={<DeleteOutlined />}
          aria-label={text(words.remove)}
          onClick={() => onChange(removeAt(form, here), [])}
        />
      </span>
    </div>
  )
}
