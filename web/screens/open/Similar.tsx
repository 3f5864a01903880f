// Says, before anything is sent, that the same may be known already.
import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useMemo } from 'react'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import { serverNow } from '../../../ui/clock/now.ts'
import { useText } from '../../../ui/text/language.tsx'
import { matterMapQuery } from '../../data/matters.ts'
import { StateTag } from '../../parts/StateTag.tsx'
import { paths } from '../../paths.ts'
import { words } from './messages.ts'
import { nearby } from './nearby.ts'

const hourMs = 3_600_000
const mostShown = 5

interface Props {
  kind: AnyMatterKind
  category: string | undefined
  point: { lng: number; lat: number } | undefined
}

export function Similar({ kind, category, point }: Props) {
  const text = useText()
  const rule = kind.duplicates
  const from = useMemo(() => {
    const start = new Date(serverNow().getTime() - (rule?.hours ?? 0) * hourMs)
    start.setMinutes(0, 0, 0)
    return start.toISOString()
  }, [rule])
  const isAsked = rule !== undefined && category !== undefined && point !== undefined
  const { data } = useQuery({
    ...matterMapQuery(kind, { ...(category ? { category: [category] } : {}), from }),
    enabled: isAsked,
  })
  if (!isAsked || !data) return null
  const found = nearby(data.points, point, rule.metres).slice(0, mostShown)
  if (found.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={text(words.similar)}
      description={
        <>
          <p>{text(words.similarHint)}</p>
          <ul className="open-similar">
            {found.map(({ point: each, metres }) => (
              <li key={each.id}>
                <a href={paths.matter(kind.kind, each.id)} target="_blank" rel="noreferrer" className="lf-numbers">
                  {each.no}
                </a>
                <StateTag kind={kind} state={each.state} />
                <span className="lf-soft lf-numbers">{Math.round(metres)} m</span>
              </li>
            ))}
          </ul>
        </>
      }
    />
  )
}
