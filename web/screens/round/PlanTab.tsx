// The plan of a round in a county: whether it runs, since when, how often, how many are drawn. Its administrator's.
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Descriptions } from 'antd'
import { useMemo, useState } from 'react'
import { dayOf } from '../../../contract/calendar.ts'
import { choice, date, integer, optional, yes } from '../../../contract/fields.ts'
import { cadences } from '../../../contract/period.ts'
import { serverNow } from '../../../ui/clock/now.ts'
import { useText } from '../../../ui/text/language.tsx'
import { forgetRounds, roundPath } from '../../data/rounds.ts'
import { FormModal } from '../../parts/FormModal.tsx'
import { words as round } from './messages.ts'
import { words } from './plan-messages.ts'
import type { RoundTabProps } from './tabs.ts'

export function PlanTab({ view }: RoundTabProps) {
  const text = useText()
  const [editing, setEditing] = useState(false)
  const facts = [
    [words.isOn, text(view.isOn ? words.yes : words.no)],
    [words.fromDay, view.fromDay ?? '—'],
    [words.cadence, text(round.cadence[view.cadence])],
    ...(view.drawCount === null ? [] : [[words.drawCount, String(view.drawCount)] as const]),
    [words.contestDays, String(view.contestDays)],
  ] as const
  return (
    <div className="panel panel-body round-plan">
      {view.planVersion === 0 ? <Alert type="info" showIcon title={text(words.planNone)} /> : null}
      {view.checklistVersion === null ? <Alert type="warning" showIcon title={text(words.planNoChecklist)} /> : null}
      <Descriptions
        column={1}
        size="small"
        items={facts.map(([name, value]) => ({ key: name.en, label: text(name), children: value }))}
      />
      <Button type="primary" onClick={() => setEditing(true)}>
        {text(words.change)}
      </Button>
      {editing ? <PlanForm view={view} onClose={() => setEditing(false)} /> : null}
    </div>
  )
}

function PlanForm({ view, onClose }: { view: RoundTabProps['view']; onClose: () => void }) {
  const text = useText()
  const client = useQueryClient()
  const hasDraw = view.drawCount !== null
  const fields = useMemo(
    () => ({
      isOn: optional(yes({ label: words.isOn })),
      fromDay: date({ label: words.fromDay, hint: words.fromDayHint }),
      cadence: choice(Object.fromEntries(cadences.map((c) => [c, round.cadence[c]])), { label: words.cadence }),
      ...(hasDraw ? { drawCount: integer({ label: words.drawCount, min: 1, max: 1000 }) } : {}),
      contestDays: integer({ label: words.contestDays, min: 0, max: 60 }),
    }),
    [hasDraw],
  )
  const initial = useMemo(
    () => ({
      isOn: view.isOn,
      fromDay: view.fromDay ?? dayOf(serverNow()),
      cadence: view.cadence,
      ...(hasDraw ? { drawCount: view.drawCount } : {}),
      contestDays: view.contestDays,
    }),
    [view, hasDraw],
  )
  return (
    <FormModal
      title={text(words.change)}
      fields={fields}
      initial={initial}
      sending={(data) => ({
        path: `${roundPath(view.kind)}/plan`,
        method: 'PUT',
        body: { drawCount: null, ...data, isOn: data.isOn === true, version: view.planVersion },
      })}
      onDone={() => void forgetRounds(client)}
      onClose={onClose}
    />
  )
}
