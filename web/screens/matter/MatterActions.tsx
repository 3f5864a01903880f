// What can be done now, first; what cannot is greyed and says why.
import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown, Tooltip } from 'antd'
import { useEffect, useMemo, useRef } from 'react'
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import type { MatterView } from '../../../contract/views.ts'
import { useNarrow } from '../../../ui/states/use-media.ts'
import { useLanguage, useText } from '../../../ui/text/language.tsx'
import { findMessage } from '../../modules.ts'
import { showMatter } from '../../shell/current-matter.ts'
import { operationLabel, operationsOf, type Step, stepsOf } from './actions.ts'
import { words } from './messages.ts'
import { reasonOf } from './reason.ts'

interface Props {
  kind: AnyMatterKind
  matter: MatterView
  onStep: (step: string) => void
  onOperation: (operation: ReturnType<typeof operationsOf>[number]['name']) => void
}

// One main step and a few beside it; the rest is one click further.
const mostButtons = { wide: 3, narrow: 2 }

export function MatterActions({ kind, matter, onStep, onOperation }: Props) {
  const text = useText()
  const narrow = useNarrow()
  const steps = useMemo(() => stepsOf(kind, matter), [kind, matter])
  const operations = useMemo(() => operationsOf(kind, matter), [kind, matter])
  const shown = steps
    .filter((step) => step.why === null || step.isHere)
    .slice(0, narrow ? mostButtons.narrow : mostButtons.wide)
  const lines: Line[] = steps.map((step) => ({
    id: step.name,
    title: text((kind as MatterKind).transitions[step.name]?.label ?? step.name),
    run: () => onStep(step.name),
    step,
  }))
  const more: Line[] = operations.map(({ name, why }) => ({
    id: name,
    title: text(operationLabel(name, matter)),
    run: () => onOperation(name),
    why,
  }))
  useOffered(matter.no, [...lines, ...more])
  return (
    <div className="actions">
      {lines
        .filter(({ step }) => step && shown.includes(step))
        .map((line, at) => (
          <StepButton key={line.id} kind={kind} line={line} isFirst={at === 0} />
        ))}
      <MoreMenu kind={kind} operations={more} steps={lines.filter(({ step }) => step && !shown.includes(step))} />
    </div>
  )
}

/** A step, with its reason in words, or an operation with the id of its own. */
interface Line {
  id: string
  title: string
  run: () => void
  step?: Step
  why?: string | null
}

const isOpen = (line: Line): boolean => (line.step ? line.step.why === null : line.why === null)

/** Lets the command bar offer what the buttons offer. */
function useOffered(no: string, lines: readonly Line[]) {
  const open = lines.filter(isOpen)
  const latest = useRef(open)
  latest.current = open
  const ids = open.map((line) => `${line.id} ${line.title}`).join('|')
  useEffect(() => {
    const actions = ids === '' ? [] : latest.current.map(({ id, title }) => ({ id, title, run: () => runLatest(id) }))
    const runLatest = (id: string) => latest.current.find((line) => line.id === id)?.run()
    return showMatter({ no, actions })
  }, [no, ids])
}

function StepButton({ kind, line, isFirst }: { kind: AnyMatterKind; line: Line; isFirst: boolean }) {
  const reason = useReason(kind)
  const isMain = isFirst && isOpen(line) && line.step?.isForward === true
  return (
    <Tooltip title={isOpen(line) ? null : reason(line)}>
      {/* A disabled button tells a pointer nothing, so the tooltip hangs on a box around it. */}
      <span>
        <Button type={isMain ? 'primary' : 'default'} disabled={!isOpen(line)} onClick={line.run}>
          {line.title}
        </Button>
      </span>
    </Tooltip>
  )
}

function MoreMenu({ kind, operations, steps }: { kind: AnyMatterKind; operations: Line[]; steps: Line[] }) {
  const text = useText()
  const reason = useReason(kind)
  const itemOf = (line: Line) => ({
    key: line.id,
    label: <MenuLine title={line.title} reason={isOpen(line) ? null : reason(line)} />,
    disabled: !isOpen(line),
    onClick: line.run,
  })
  const items = [...operations.map(itemOf), { type: 'divider' as const, key: 'line' }, ...steps.map(itemOf)]
  return (
    <Dropdown trigger={['click']} placement="topRight" menu={{ className: 'actions-menu', items }}>
      <Button icon={<DownOutlined />} iconPlacement="end">
        {text(words.moreSteps)}
      </Button>
    </Dropdown>
  )
}

/** The reason of a line in the language of the screen. */
function useReason(kind: AnyMatterKind): (line: Line) => string {
  const text = useText()
  const { language } = useLanguage()
  return ({ step, why }) =>
    step ? reasonOf(kind, step, text, language === 'zh' ? '、' : ', ') : text(findMessage(why ?? '') ?? why)
}

function MenuLine({ title, reason }: { title: string; reason: string | null }) {
  return (
    <span className="menu-line">
      <span>{title}</span>
      {reason ? <span className="menu-reason">{reason}</span> : null}
    </span>
  )
}
