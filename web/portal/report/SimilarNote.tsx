// Before sending: how many reports like this one came from nearby since yesterday. It never stops anybody.
import { useEffect, useState } from 'react'
import { label } from '../../../contract/label.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useLanguage, useText } from '../../../ui/text/language.tsx'
import { getSimilar, type SimilarView } from '../api.ts'
import { moment } from '../times.ts'
import { useDraft } from './draft-context.tsx'

// The server counts no further.
const most = 9

export function SimilarNote({ onFound }: { onFound: (n: number) => void }) {
  const say = useText()
  const { language } = useLanguage()
  const { draft } = useDraft()
  const [similar, setSimilar] = useState<SimilarView | null>(null)
  const { category, where, point } = draft

  useEffect(() => {
    let isGone = false
    setSimilar(null)
    onFound(0)
    if (category !== null && where === 'map' && point)
      getSimilar({ lng: point.lng, lat: point.lat }, category).then((outcome) => {
        if (isGone || !outcome.ok || outcome.value.n === 0) return
        setSimilar(outcome.value)
        onFound(outcome.value.n)
      })
    return () => {
      isGone = true
    }
  }, [category, where, point, onFound])

  return (
    <div className="live" role="status">
      {similar && (
        <Note
          tone="mind"
          title={say(
            label(
              `附近 24 小时内已有 ${similar.n}${similar.n >= most ? ' 件以上' : ' 件'}类似的报告`,
              `${similar.n}${similar.n >= most ? ' or more' : ''} report(s) like this came from nearby in the last 24 hours`,
            ),
          )}
        >
          {similar.newest !== null && (
            <p>
              {say(label('最近一件', 'The latest'))}: {moment(similar.newest, language)}
              {similar.state && ` · ${say(similar.state)}`}
            </p>
          )}
          <p>
            {say(
              label(
                '也许就是同一件事。您仍然可以发送：如果合并办理，您同样会得到答复。',
                'It may be the same thing. You can send yours all the same: if they are joined, you get the answer too.',
              ),
            )}
          </p>
        </Note>
      )}
    </div>
  )
}
