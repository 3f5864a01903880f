// What will be sent, each part with a way to change it.
import type { ReactNode } from 'react'
import { label } from '../../../contract/label.ts'
import { useText } from '../../../ui/text/language.tsx'
import type { StartView } from '../api.ts'
import { hashOf, type ReportStep } from '../route.ts'
import { useDraft } from './draft-context.tsx'

export function Summary({ start }: { start: StartView }) {
  const say = useText()
  const { draft } = useDraft()
  const category = start.categories.find((c) => c.id === draft.category)
  const root = start.categories.find((c) => c.id === category?.under)
  const village = start.outline.features.find((f) => Number(f.properties?.id) === draft.divisionId)
  const extras = [
    draft.photos.length > 0 && say(label(`${draft.photos.length} 张照片`, `${draft.photos.length} photo(s)`)),
    draft.voice && !draft.anonymous && say(label('1 段语音', '1 voice note')),
  ].filter((s) => typeof s === 'string')
  const place =
    draft.where === 'words'
      ? village && String(village.properties?.name)
      : draft.point && say(label('已在地图上标出', 'Marked on the map'))
  return (
    <dl className="summary">
      <Line step="kind" title={say(label('类别', 'Kind'))}>
        {category && [root, category].flatMap((c) => (c ? [say(c.label)] : [])).join(' · ')}
      </Line>
      <Line step="account" title={say(label('情况', 'What happened'))}>
        {draft.account !== '' && <span className="typed">{draft.account}</span>}
        {extras.length > 0 && <span className="extras">{extras.join(' · ')}</span>}
      </Line>
      <Line step="place" title={say(label('位置', 'Place'))}>
        {place && <span className="where">{place}</span>}
        {draft.whereabouts !== '' && <span className="typed">{draft.whereabouts}</span>}
      </Line>
    </dl>
  )
}

function Line({ step, title, children }: { step: ReportStep; title: string; children: ReactNode }) {
  const say = useText()
  return (
    <div className="summary-line">
      <dt>{title}</dt>
      <dd>{children}</dd>
      <dd className="change">
        <a href={hashOf({ page: 'report', step })}>
          {say(label('修改', 'Change'))}
          <span className="only-read"> {title}</span>
        </a>
      </dd>
    </div>
  )
}
