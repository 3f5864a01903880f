// One round: calendar and map, coverage, findings, reports, draws; for its administrator the checklist and the plan.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Alert, Tag } from 'antd'
import { type ComponentType, lazy, Suspense } from 'react'
import { Answered } from '../../../ui/states/Answered.tsx'
import { Empty, Loading } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { roundsQuery } from '../../data/rounds.ts'
import { words as desk } from '../../messages.ts'
import { findRound } from '../../modules.ts'
import { ScreenTabs } from '../../parts/ScreenTabs.tsx'
import { paths, type RoundTab } from '../../paths.ts'
import { useMe } from '../../session/session.ts'
import { Go, useGo } from '../../shell/Go.tsx'
import { CoverageTab } from './CoverageTab.tsx'
import { DrawsTab } from './DrawsTab.tsx'
import { DueTab } from './DueTab.tsx'
import { FindingsTab } from './FindingsTab.tsx'
import { words } from './messages.ts'
import { PlanTab } from './PlanTab.tsx'
import { ReportsTab } from './ReportsTab.tsx'
import { RoundFacts } from './RoundFacts.tsx'
import { type RoundTabProps, tabsFor } from './tabs.ts'
import '../../parts/parts.css'
import './round.css'

const panes: Record<RoundTab, ComponentType<RoundTabProps>> = {
  due: DueTab,
  coverage: CoverageTab,
  findings: FindingsTab,
  reports: ReportsTab,
  draws: DrawsTab,
  checklist: lazy(() => import('./ChecklistTab.tsx').then((module) => ({ default: module.ChecklistTab }))),
  plan: PlanTab,
}

export function RoundScreen() {
  const text = useText()
  const { round: name, tab } = useParams({ strict: false })
  const round = findRound(name)
  const query = useQuery(roundsQuery())
  if (!round) return <Empty title={text(desk.noPage)} hint={text(desk.noPageHint)} />
  return (
    <div className="screen screen-wide">
      <Answered query={query} rows={12}>
        {(rounds) => {
          const view = rounds.find(({ kind }) => kind === round.kind)
          return view ? (
            <Round key={round.kind} round={round} view={view} tab={tab} />
          ) : (
            <Empty title={text(desk.notYours)} hint={text(desk.notYoursHint)} />
          )
        }}
      </Answered>
    </div>
  )
}

function Round({ round, view, tab }: RoundTabProps & { tab: string | undefined }) {
  const text = useText()
  const me = useMe()
  const go = useGo()
  const tabs = tabsFor(me, round, view)
  const shown = tabs.find((each) => each === tab) ?? tabs[0] ?? 'checklist'
  const Pane = panes[shown]
  return (
    <>
      <div className="screen-head round-head">
        <div>
          <p className="lf-soft entry-above">
            <Go href={paths.rounds()}>{text(words.title)}</Go> · <RoundFacts view={view} />
          </p>
          <h1>
            {text(round.label)} {view.isOn ? null : <Tag>{text(words.off)}</Tag>}
          </h1>
        </div>
      </div>
      {view.isOn && view.checklistVersion !== null ? null : (
        <Alert className="round-off" type="info" showIcon title={text(words.offHint)} />
      )}
      <ScreenTabs
        label={text(round.label)}
        tabs={tabs.map((each) => ({ key: each, label: text(words.tabs[each]) }))}
        shown={shown}
        onChange={(next) => go(paths.round(round.kind, next))}
      />
      <Suspense fallback={<Loading rows={10} />}>
        <Pane round={round} view={view} />
      </Suspense>
    </>
  )
}
