// Chooses a division: a tree that opens level by level, and a search over all names.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { TreeSelect } from 'antd'
import { useDeferredValue, useState } from 'react'
import { levelLabels } from '../../contract/posts.ts'
import type { DivisionView } from '../../contract/views.ts'
import { childrenQuery, type DivisionNode, divisionSearchQuery, useChildren, useDivision } from '../data/queries.ts'
import { words } from '../messages.ts'
import { type Text, useText } from '../text/language.tsx'

interface Props {
  /** The division above which nothing is offered. */
  rootId: number
  value?: number | null
  onChange?: (id: number | null) => void
  id?: string
  placeholder?: string
  clearable?: boolean
  status?: 'error'
  className?: string
}

interface Node {
  id: number
  pId: number
  value: number
  label: string
  title: string
  isLeaf: boolean
}

export function DivisionPicker({
  rootId,
  value,
  onChange,
  id,
  placeholder,
  clearable = true,
  status,
  className,
}: Props) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const { nodes, open } = useTree(rootId, value ?? null, useDeferredValue(typed).trim())
  const spoken = placeholder ?? text(words.chooseDivision)
  return (
    <TreeSelect<number | null>
      {...(id === undefined ? { 'aria-label': spoken } : { id, 'aria-labelledby': `${id}-label` })}
      {...(status ? { status } : {})}
      {...(className === undefined ? {} : { className })}
      style={{ width: '100%' }}
      value={value ?? null}
      onChange={(chosen) => {
        setTyped('')
        onChange?.(chosen ?? null)
      }}
      treeDataSimpleMode
      treeData={nodes}
      treeDefaultExpandedKeys={[rootId]}
      loadData={open}
      treeNodeLabelProp="label"
      showSearch={{ searchValue: typed, onSearch: setTyped, filterTreeNode: false }}
      allowClear={clearable}
      placeholder={spoken}
      notFoundContent={text(words.noDivisionFound)}
      popupMatchSelectWidth={320}
      listHeight={360}
    />
  )
}

function useTree(rootId: number, chosenId: number | null, q: string) {
  const text = useText()
  const client = useQueryClient()
  const [opened, setOpened] = useState<Node[]>([])
  const root = useDivision(rootId).data
  const first = useChildren(rootId).data
  const chosen = useDivision(chosenId).data
  const found = useQuery(divisionSearchQuery(q)).data

  const open = async (node: { value?: unknown }) => {
    const under = Number(node.value)
    if (under === rootId || opened.some((each) => each.pId === under)) return
    const children = await client.fetchQuery(childrenQuery(under))
    setOpened((before) => [...before.filter((each) => each.pId !== under), ...children.map((c) => branch(c, under))])
  }

  if (q !== '') return { nodes: (found ?? []).map((division) => leaf(division, 0, text)), open }
  const nodes = [
    ...(root ? [branch({ ...root, hasChildren: true }, 0)] : []),
    ...(first ?? []).map((child) => branch(child, rootId)),
    ...opened,
  ]
  // The chosen one may lie in a branch that is not open yet; without a node only its number would show.
  if (chosen && !nodes.some((node) => node.value === chosen.id)) nodes.push(leaf(chosen, rootId, text))
  return { nodes, open }
}

const branch = (division: DivisionNode, pId: number): Node => ({
  id: division.id,
  pId,
  value: division.id,
  label: division.name,
  title: division.name,
  isLeaf: !division.hasChildren,
})

const leaf = (division: DivisionView, pId: number, text: Text): Node => ({
  id: division.id,
  pId,
  value: division.id,
  label: division.name,
  title: `${division.names.join(' / ')} (${text(levelLabels[division.level])})`,
  isLeaf: true,
})
