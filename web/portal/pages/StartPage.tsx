// The first page: three things one can do here, and the numbers to call when there is no time for a form.
import { label } from '../../../contract/label.ts'
import { Icon, type IconName } from '../../../ui/phone/Icon.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { Emergency } from '../parts/Emergency.tsx'
import { Page } from '../parts/Page.tsx'
import { TroubleNote } from '../parts/TroubleNote.tsx'
import { isBegun } from '../report/draft.ts'
import { useDraft } from '../report/draft-context.tsx'
import { hashOf, type Route } from '../route.ts'
import { useStart } from '../start-context.tsx'

const steps = [
  label('写一句话，或说一段语音。可以不留姓名。', 'Write a sentence or speak. You need not give your name.'),
  label('马上得到一个查询码和答复期限。', 'You get a tracking code and a date for the answer at once.'),
  label('办好了由您确认；没办好，可以要求重办。', 'You confirm when it is done; if it is not, you can reopen it.'),
]

export function StartPage() {
  const say = useText()
  const { loaded, again } = useStart()
  const village = loaded.state === 'ready' ? loaded.value.village : null
  return (
    <Page
      title={village ? village.name : say(label('有事请讲，有事必复', 'Tell us. You will get an answer.'))}
      over={village && <p className="over">{village.names.slice(0, -1).join(' · ')}</p>}
      lead={say(
        label(
          '隐患、求助、诉求、建议，一分钟就能报告。不用注册。',
          'Hazards, calls for help, requests, suggestions: reported in a minute, without an account.',
        ),
      )}
    >
      {loaded.state === 'failed' && <TroubleNote trouble={loaded.trouble} onAgain={again} />}
      <DraftNote />
      <nav className="actions" aria-label={say(label('您想做什么', 'What would you like to do'))}>
        <Action
          to={{ page: 'report', step: 'kind' }}
          icon="report"
          title={say(label('报告一件事', 'Report something'))}
          more={say(label('不到一分钟', 'In less than a minute'))}
          isFirst
        />
        <Action
          to={{ page: 'follow', code: null }}
          icon="follow"
          title={say(label('查进度', 'Follow what you sent'))}
          more={say(label('用您的查询码', 'With your tracking code'))}
        />
        <Action
          to={{ page: 'apply' }}
          icon="sides"
          title={say(label('申请调解', 'Apply for mediation'))}
          more={say(label('和别人有纠纷，请人来调解，不收费', 'A dispute with somebody, mediated for free'))}
        />
        <Action
          to={{ page: 'village', code: village?.code ?? null }}
          icon="village"
          title={say(label('我们村办了什么', 'What became of reports here'))}
          more={say(label('收到多少，办成多少', 'How many came in, how many were settled'))}
        />
      </nav>
      <Emergency />
      <section className="how">
        <h2>{say(label('怎么办理', 'How it works'))}</h2>
        <ol>
          {steps.map((s) => (
            <li key={s.en}>{say(s)}</li>
          ))}
        </ol>
      </section>
    </Page>
  )
}

interface ActionProps {
  to: Route
  icon: IconName
  title: string
  more: string
  isFirst?: boolean
}

function Action({ to, icon, title, more, isFirst = false }: ActionProps) {
  return (
    <a className={isFirst ? 'action action-first' : 'action'} href={hashOf(to)}>
      <span className="action-icon">
        <Icon name={icon} />
      </span>
      <span className="action-words">
        <b>{title}</b>
        <small>{more}</small>
      </span>
      <Icon name="next" />
    </a>
  )
}

function DraftNote() {
  const say = useText()
  const { draft, discard } = useDraft()
  if (!isBegun(draft)) return null
  return (
    <section className="note note-mind">
      <p className="note-title">{say(label('这部手机里有一份没发出的报告', 'An unsent report is on this phone'))}</p>
      {draft.account !== '' && <p className="quote">{draft.account.slice(0, 60)}</p>}
      <div className="row">
        <a className="button button-first" href={hashOf({ page: 'report', step: 'send' })}>
          {say(label('接着写', 'Continue'))}
        </a>
        <button type="button" className="button" onClick={discard}>
          <Icon name="trash" />
          {say(label('删掉', 'Delete it'))}
        </button>
      </div>
    </section>
  )
}
