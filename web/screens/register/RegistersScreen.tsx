// The registers somebody reads, with how much is in each, and how much of it lacks something.
import { useQuery } from '@tanstack/react-query'
import type { AnyRegister } from '../../../contract/register-kind.ts'
import { Empty } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { entryCountsQuery } from '../../data/registers.ts'
import { words as desk } from '../../messages.ts'
import { registers } from '../../modules.ts'
import { paths } from '../../paths.ts'
import { useMe } from '../../session/session.ts'
import { Go } from '../../shell/Go.tsx'
import { words } from './messages.ts'
import '../../parts/parts.css'
import './register.css'

const none = {}

export function RegistersScreen() {
  const text = useText()
  const me = useMe()
  const mine = registers.filter((r) => me.posts.some((held) => held.post in r.reads))
  if (mine.length === 0) return <Empty title={text(desk.notYours)} hint={text(desk.notYoursHint)} />
  return (
    <div className="screen screen-wide">
      <div className="screen-head">
        <h1>{text(desk.registers)}</h1>
      </div>
      <ul className="registers">
        {mine.map((register) => (
          <li key={register.kind}>
            <RegisterCard register={register} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function RegisterCard({ register }: { register: AnyRegister }) {
  const text = useText()
  const format = useFormat()
  const counts = useQuery(entryCountsQuery(register, none)).data
  const number = (n: number | undefined) => (n === undefined ? '…' : format.number(n))
  return (
    <Go href={paths.register(register.kind)} className="panel register-card">
      <strong>{text(register.label)}</strong>
      <span>
        <b className="lf-numbers">{text(words.total, { n: number(counts?.total) })}</b>
        {(['incomplete', 'stale'] as const)
          .filter((name) => counts && counts[name] > 0)
          .map((name) => (
            <span key={name} className="lf-soft register-lacks">
              {text(words[name])} {number(counts?.[name])}
            </span>
          ))}
      </span>
    </Go>
  )
}
