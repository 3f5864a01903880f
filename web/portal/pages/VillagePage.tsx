// What became of the reports of a village: counts only, the small ones hidden.
import { useCallback, useState } from 'react'
import { label } from '../../../contract/label.ts'
import type { StatisticsRow, StatisticsTable } from '../../../contract/views.ts'
import { Field } from '../../../ui/phone/Field.tsx'
import { Note } from '../../../ui/phone/Note.tsx'
import { useLanguage, useText } from '../../../ui/text/language.tsx'
import { getVillage, type VillageView } from '../api.ts'
import { Page } from '../parts/Page.tsx'
import { TroubleNote } from '../parts/TroubleNote.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { hashOf } from '../route.ts'
import { useStart } from '../start-context.tsx'
import { moment } from '../times.ts'
import { useLoaded } from '../use-loaded.ts'

const mostShown = 12

export function VillagePage({ code }: { code: string | null }) {
  const say = useText()
  return (
    <Page title={say(label('我们村办了什么', 'What became of reports here'))}>
      {code === null ? <VillageSearch /> : <Counts code={code} />}
    </Page>
  )
}

function VillageSearch() {
  const say = useText()
  const { loaded, again } = useStart()
  const [typed, setTyped] = useState('')
  if (loaded.state === 'loading') return <Waiting />
  if (loaded.state === 'failed') return <TroubleNote trouble={loaded.trouble} onAgain={again} />
  const found = loaded.value.outline.features
    .filter((f) => f.properties?.level === 'village')
    .map((f) => ({ code: String(f.properties?.code), name: String(f.properties?.name) }))
    .filter((v) => v.name.includes(typed.trim()))
  return (
    <>
      <Field title={say(label('哪个村（社区）?写一两个字', 'Which village? Type a part of its name'))}>
        {(wiring) => (
          <input
            {...wiring}
            type="search"
            autoComplete="off"
            value={typed}
            onChange={(e) => setTyped(e.target.value)}
          />
        )}
      </Field>
      <p className="only-read" role="status">
        {say(label(`找到 ${found.length} 个村`, `${found.length} villages found`))}
      </p>
      {found.length === 0 && <p>{say(label('没有这个名字的村。', 'No village has this name.'))}</p>}
      <ul className="villages">
        {found.slice(0, mostShown).map((v) => (
          <li key={v.code}>
            <a className="button" href={hashOf({ page: 'village', code: v.code })}>
              {v.name}
            </a>
          </li>
        ))}
      </ul>
      {found.length > mostShown && (
        <p className="hint">
          {say(
            label(
              `还有 ${found.length - mostShown} 个村，写出村名就能找到。`,
              `${found.length - mostShown} more villages: type a part of the name to find yours.`,
            ),
          )}
        </p>
      )}
    </>
  )
}

function Counts({ code }: { code: string }) {
  const say = useText()
  const load = useCallback(() => getVillage(code), [code])
  const { loaded, again } = useLoaded(load)
  if (loaded.state === 'loading') return <Waiting />
  if (loaded.state === 'ready') return <CountedVillage village={loaded.value} />
  if (!['access.not-found', 'input.unknown-division'].includes(loaded.trouble.code))
    return <TroubleNote trouble={loaded.trouble} onAgain={again} />
  return (
    <>
      <Note tone="wrong" isAlert title={say(label('没有这个村', 'There is no such village'))} />
      <VillageSearch />
    </>
  )
}

function CountedVillage({ village }: { village: VillageView }) {
  const say = useText()
  const { language } = useLanguage()
  const hasHidden = village.tables.some((t) => t.rows.some((r) => r.n === null))
  return (
    <>
      <p className="lead">
        <b>{village.name}</b>
        <br />
        <small>
          {say(label('截至', 'As of'))} {moment(village.asOf, language)}
        </small>
      </p>
      {village.tables.map((t) => (
        <CountTable key={t.title.en} table={t} />
      ))}
      {hasHidden && (
        <Note title={say(label('为什么有的写「不显示」？', 'Why does it say "not shown"?'))}>
          <p>
            {say(
              label(
                '少于 5 件的数不显示：一个村里数目太小，容易让人猜出是谁报告的。只有一个这样的数时，再多藏一个，免得被推算出来。',
                'Counts under 5 are hidden: in one village a small number could give away who reported. Where only one is hidden, one more is, so that it cannot be worked out.',
              ),
            )}
          </p>
        </Note>
      )}
      <a className="button" href={hashOf({ page: 'village', code: null })}>
        {say(label('看别的村', 'Another village'))}
      </a>
    </>
  )
}

function CountTable({ table }: { table: StatisticsTable }) {
  const say = useText()
  const most = Math.max(1, ...table.rows.map((r) => r.n ?? 0))
  return (
    <section className="block">
      <h2>{say(table.title)}</h2>
      <p className="hint">{say(table.definition)}</p>
      {table.rows.length === 0 ? (
        <p>{say(label('还没有报告。', 'No reports yet.'))}</p>
      ) : (
        <dl className="counts">
          {table.rows.map((row) => (
            <Count key={row.key} row={row} most={most} />
          ))}
        </dl>
      )}
    </section>
  )
}

function Count({ row, most }: { row: StatisticsRow; most: number }) {
  const say = useText()
  return (
    <div className="count">
      <dt>{say(row.label)}</dt>
      <dd>
        {row.n === null ? (
          <small>{say(label('不显示', 'not shown'))}</small>
        ) : (
          <>
            <span className="bar" style={{ width: `${(row.n / most) * 100}%` }} />
            <b>{row.n}</b>
          </>
        )}
      </dd>
    </div>
  )
}
