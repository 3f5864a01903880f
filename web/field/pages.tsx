// Which page an address shows, and what each is given of what the phone knows.
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { MatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import type { TimelineEntry } from '../../contract/views.ts'
import { alarm } from '../../modules/schools/alarm.matter.ts'
import { Note } from '../../ui/phone/Note.tsx'
import { useText } from '../../ui/text/language.tsx'
import { findKind, kinds } from '../modules.ts'
import { mayOpen } from '../session/session.ts'
import { useKnown, useLocalMatter, useOffline } from './engine.tsx'
import { EntryPage } from './entry/EntryPage.tsx'
import { askForSync } from './install/worker.ts'
import { keptOrThrow } from './kept.ts'
import { MatterScreen } from './matter/MatterScreen.tsx'
import { StepScreen } from './matter/StepScreen.tsx'
import { PaperPage } from './papers/PaperPage.tsx'
import { PapersPage } from './papers/PapersPage.tsx'
import { Screen } from './parts/Screen.tsx'
import { Waiting } from './parts/Waiting.tsx'
import { ReportPage } from './report/ReportPage.tsx'
import type { Route } from './route.ts'
import { AgainPage } from './sent/AgainPage.tsx'
import { SentScreen } from './sent/SentScreen.tsx'
import { SettingsPage } from './settings/SettingsPage.tsx'
import { SignInPage } from './settings/SignInPage.tsx'
import { taskOf } from './tasks/heaps.ts'
import { TasksScreen } from './tasks/TasksScreen.tsx'
import { useDraft } from './use-draft.ts'
import { go } from './use-route.ts'

export function CurrentPage({ route }: { route: Route }) {
  const { me } = useKnown()
  switch (route.page) {
    case 'tasks':
      return <TasksPage key={route.heap} heap={route.heap} />
    case 'matter':
      return <MatterPage key={route.id} id={route.id} />
    case 'step':
      return <StepPage key={`${route.id}/${route.step}`} id={route.id} step={route.step} />
    case 'papers':
      return <PapersOf key={`${route.id}/${route.document}`} {...route} />
    case 'report':
      return <ReportPage kinds={kinds.filter((kind) => mayOpen(me, kind) && kind !== alarm)} asked={route.kind} />
    case 'entry':
      return <EntryPage key={route.code} code={route.code} />
    case 'number':
      return <NumberPage key={route.no} no={route.no} />
    case 'sent':
      return <SentScreen />
    case 'again':
      return <AgainPage key={route.id} id={route.id} />
    case 'settings':
      return <SettingsPage />
    case 'sign-in':
      return <SignInPage />
  }
}

function TasksPage({ heap }: { heap: Extract<Route, { page: 'tasks' }>['heap'] }) {
  const { matters, me } = useKnown()
  const tasks = useMemo(() => matters.map((matter) => taskOf(matter, me)), [matters, me])
  return <TasksScreen tasks={tasks} heap={heap} />
}

function MatterPage({ id }: { id: string }) {
  const say = useText()
  const offline = useOffline()
  const matter = useLocalMatter(id)
  const [story, setStory] = useState<readonly TimelineEntry[]>([])
  const version = matter?.server?.version
  useEffect(() => {
    let isGone = false
    if (version !== undefined) void offline.story(id).then((entries) => !isGone && entries && setStory(entries))
    return () => {
      isGone = true
    }
  }, [offline, id, version])
  const kind = findKind(matter?.view.kind)
  if (!matter || !kind) return <NoMatter />
  const unsent = matter.unsent.map((command) => ({
    id: command.id,
    title: say(
      command.transition === null
        ? label('报告', 'Report')
        : ((kind as MatterKind).transitions[command.transition]?.label ?? command.transition),
    ),
    at: command.deviceAt,
  }))
  return <MatterScreen kind={kind} matter={matter.view} story={story} unsent={unsent.reverse()} />
}

function StepPage({ id, step }: { id: string; step: string }) {
  const offline = useOffline()
  const matter = useLocalMatter(id)
  const draft = useDraft<Record<string, unknown>>(`step/${id}/${step}`)
  const kind = findKind(matter?.view.kind)
  const isWithTasks = hasTasks(kind as MatterKind | undefined, step)
  // A task that is done leaves the phone: one goes on with the matter it hangs under.
  const above = useLocalMatter(matter?.view.taskOf?.id ?? '')?.view.id
  const { keep } = draft
  const onDo = useCallback(
    async (data: Record<string, unknown>) => {
      keptOrThrow(await offline.take(id, step, data))
      keep(null)
      void (isWithTasks ? offline.contact() : offline.drain())
      void askForSync()
      go({ page: 'matter', id: above ?? id }, true)
    },
    [offline, id, step, keep, isWithTasks, above],
  )
  if (!matter || !kind) return <NoMatter />
  if (!draft.isRead) return <Waiting />
  return (
    <StepScreen
      kind={kind}
      matter={matter.view}
      step={step}
      draft={draft.value}
      onDraft={keep}
      standing={draft.standing}
      onDo={onDo}
    />
  )
}

/** The tasks a step opens, and the matter above a task, come anew with a contact. */
const hasTasks = (kind: MatterKind | undefined, step: string): boolean =>
  kind?.taskOf !== undefined || kind?.transitions[step]?.opens !== undefined

function PapersOf({ id, document }: { id: string; document: string | null }) {
  const matter = useLocalMatter(id)
  if (!matter) return <NoMatter />
  const of = { kind: matter.view.kind, id }
  return document === null ? <PapersPage of={of} /> : <PaperPage of={of} document={document} />
}

/** Found among what the phone holds, so that it opens without a network. */
function NumberPage({ no }: { no: string }) {
  const matter = useKnown().matters.find(({ view }) => view.no === no)
  return matter ? <MatterPage id={matter.view.id} /> : <NoSuchNumber no={no} />
}

function NoSuchNumber({ no }: { no: string }) {
  const say = useText()
  return (
    <Screen title={no} back={{ page: 'tasks', heap: 'mine' }}>
      <Note>
        <p>
          {say(
            label(
              '手机上没有这个编号：它可能已办结、不归您办，或是刚刚登记。有网络时在设置里同步一次再扫。',
              'This phone holds no such number: it may have ended, be for somebody else, or be new. Synchronise once in the settings, then scan again.',
            ),
          )}
        </p>
      </Note>
    </Screen>
  )
}

function NoMatter() {
  const say = useText()
  return (
    <Screen title={say(label('没有这件事项', 'No such matter'))} back={{ page: 'tasks', heap: 'mine' }}>
      <Note>
        <p>
          {say(
            label(
              '它已办结，或不在您的辖区里，手机上不再保存。',
              'It has ended or is outside your divisions; this phone no longer keeps it.',
            ),
          )}
        </p>
      </Note>
    </Screen>
  )
}
