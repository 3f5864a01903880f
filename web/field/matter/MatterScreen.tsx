// One matter: what it is, its clock, what can be done now, its fields and its story.
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import { label } from '../../../contract/label.ts'
import { posts } from '../../../contract/posts.ts'
import type { MatterView, TimelineEntry } from '../../../contract/views.ts'
import { ChecklistContext } from '../../../ui/checklist/context.ts'
import { readClock } from '../../../ui/clock/clock.ts'
import { useNow } from '../../../ui/clock/now.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { Note } from '../../../ui/phone/Note.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { useCarriedChecklist } from '../form/use-carried-checklist.ts'
import { Screen } from '../parts/Screen.tsx'
import { hashOf } from '../route.ts'
import { clockWords } from '../times.ts'
import { Ahead } from './Ahead.tsx'
import { Facts } from './Facts.tsx'
import { CategoryName } from './FieldValue.tsx'
import { headlineOf } from './headline.ts'
import { Steps } from './Steps.tsx'
import { Story, type Undone } from './Story.tsx'
import { Tasks } from './Tasks.tsx'

interface Props {
  kind: AnyMatterKind
  matter: MatterView
  story: readonly TimelineEntry[]
  unsent: readonly Undone[]
}

export function MatterScreen({ kind, matter, story, unsent }: Props) {
  const say = useText()
  const checklist = useCarriedChecklist(matter)
  const headline = say(headlineOf(kind, matter.data))
  return (
    <Screen
      title={headline === '' ? say(kind.label) : headline}
      back={{ page: 'tasks', heap: 'mine' }}
      actions={<Steps kind={kind} matter={matter} />}
    >
      <Ahead matter={matter} />
      <Head kind={kind} matter={matter} />
      {unsent.length > 0 && (
        <Note tone="mind" title={say(label('有办理还没发出', 'Something has not been sent yet'))}>
          <p>{say(label('有网络就自动发送。', 'It is sent as soon as there is a network.'))}</p>
        </Note>
      )}
      <Tasks tasks={matter.tasks} />
      <section className="block">
        <h2>{say(label('详情', 'Details'))}</h2>
        <ChecklistContext.Provider value={{ ...checklist, isAsked: false }}>
          <Facts
            kind={kind}
            data={matter.data}
            without={[
              ...(isWhole(headline) ? [kind.headline as string] : []),
              kind.categoryField as string,
              kind.placeField as string,
            ]}
          />
        </ChecklistContext.Provider>
      </section>
      <section className="block">
        <h2>{say(label('办理经过', 'Story'))}</h2>
        <Story kind={kind} entries={story} unsent={unsent} />
      </section>
    </Screen>
  )
}

/** The heading shows so much; the rest of a longer story is among the details. */
const isWhole = (headline: string): boolean => headline.length <= 40

function Head({ kind, matter }: { kind: AnyMatterKind; matter: MatterView }) {
  const say = useText()
  const format = useFormat()
  const now = useNow()
  const state = (kind as MatterKind).states[matter.state]?.label
  const clock = clockWords(matter.dueAt, now)
  const { level } = readClock(matter.stateSince, matter.dueAt, now)
  const category = kind.categoryField ? matter.data[kind.categoryField as string] : undefined
  return (
    <section className="block">
      <dl className="facts">
        {category !== undefined && (
          <Line name={say(label('类别', 'Category'))}>
            <CategoryName id={String(category)} />
          </Line>
        )}
        <Line name={say(label('地点', 'Where'))}>{matter.division.names.slice(-2).join(' ')}</Line>
        <Line name={say(label('状态', 'State'))}>{state ? say(state) : matter.state}</Line>
        {clock && (
          <Line name={say(label('期限', 'Clock'))}>
            <b className={`clock-${level}`}>{say(clock)}</b> {format.instant(matter.dueAt, 'short')}
          </Line>
        )}
        <Line name={say(label('承办', 'Owner'))}>
          {matter.owner?.name ??
            (matter.waitsFor
              ? say(label('等{post}受理', 'Waits for: {post}'), { post: say(posts[matter.waitsFor.post].label) })
              : '—')}
        </Line>
        {matter.owner && matter.waitsFor && (
          <Line name={say(label('待其决定', 'To decide'))}>{say(posts[matter.waitsFor.post].label)}</Line>
        )}
        {matter.taskOf && (
          <Line name={say(label('属于', 'Part of'))}>
            <a href={hashOf({ page: 'matter', id: matter.taskOf.id })}>{matter.taskOf.no}</a>
          </Line>
        )}
        <Line name={say(label('编号', 'Number'))}>
          {matter.no === '' ? say(label('发送后有编号', 'Given when it is sent')) : matter.no}
        </Line>
      </dl>
      {matter.point && (
        <p className="hint">
          <Icon name="pin" /> {matter.point.lat.toFixed(5)}, {matter.point.lng.toFixed(5)}
        </p>
      )}
    </section>
  )
}

function Line({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
