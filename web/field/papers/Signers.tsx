// Signing by hand on the phone that is handed round: each in their own place, one after the other.
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { label } from '../../../contract/label.ts'
import type { PaperOfAll, PlaceToSign, Strokes } from '../../../contract/paper.ts'
import { useAttempt } from '../../../ui/http/use-attempt.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { Note } from '../../../ui/phone/Note.tsx'
import { SigningPad } from '../../../ui/sign/SigningPad.tsx'
import { drawnStrokes, isDrawn } from '../../../ui/sign/strokes.ts'
import { useText } from '../../../ui/text/language.tsx'
import { RefusalNote } from '../parts/RefusalNote.tsx'
import { hashOf } from '../route.ts'
import { type Subject, sign } from './papers.ts'

interface Props {
  of: Subject
  document: string
  paper: PaperOfAll
  onSigned: (paper: PaperOfAll) => void
}

export function Signers({ of, document, paper, onSigned }: Props) {
  const say = useText()
  const [chosen, setChosen] = useState<string | null>(null)
  const { places, digest } = paper
  if (places.length === 0) return null
  const left = places.filter(({ state }) => state !== 'signed')
  const isAll = left.length === 0
  const keep = async (place: string, strokes: Strokes, key: string) => {
    const states = await sign(of, { document, place, digest, strokes, key })
    const now = states.find((each) => each.id === document)
    // Somebody may have taken the next place meanwhile.
    setChosen((open) => (open === place ? null : open))
    if (now) onSigned({ ...paper, digest: now.digest, places: now.places })
  }
  return (
    <section className="block">
      <h2>{say(label('签名', 'Signatures'))}</h2>
      <div role="status">
        {isAll && (
          <Note tone="good" title={say(label('都签好了', 'All have signed'))}>
            <a className="button button-first" href={hashOf({ page: 'matter', id: of.id })}>
              {say(label('回去接着办', 'Go on with the case'))}
            </a>
          </Note>
        )}
      </div>
      <ul className="waits">
        {places.map((place) => (
          <li key={place.key}>
            {chosen === place.key ? (
              <Pad place={place} onKeep={keep} onCancel={() => setChosen(null)} />
            ) : (
              <Place place={place} onChoose={() => setChosen(place.key)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Place({ place, onChoose }: { place: PlaceToSign; onChoose: () => void }) {
  const say = useText()
  if (place.state === 'signed')
    return (
      <p className="signed">
        <Icon name="check" />
        <span lang="zh-CN">{place.label}</span> · {say(label('已签', 'Signed'))}
      </p>
    )
  return (
    <>
      {place.state === 'void' && (
        <p className="fault">
          {say(label('签名后内容有变更，要重新签', 'The text was changed after it was signed; sign again'))}
        </p>
      )}
      <button type="button" className="button button-wide" onClick={onChoose}>
        <Icon name="report" />
        <span lang="zh-CN">{place.label}</span>
      </button>
    </>
  )
}

interface PadProps {
  place: PlaceToSign
  onKeep: (place: string, strokes: Strokes, key: string) => Promise<void>
  onCancel: () => void
}

function Pad({ place, onKeep, onCancel }: PadProps) {
  const say = useText()
  const attempt = useAttempt()
  const [strokes, setStrokes] = useState<Strokes>([])
  const [key] = useState(() => uuidv7())
  return (
    <div className="signing">
      <h3 lang="zh-CN">{place.label}</h3>
      <p className="hint">
        {say(
          label('请本人读过上面的内容，在框里写名字。', 'After reading the text above, write your name in the frame.'),
        )}
      </p>
      <SigningPad strokes={strokes} onChange={setStrokes} />
      {attempt.refusal && <RefusalNote refusal={attempt.refusal} />}
      <div className="row">
        <button
          type="button"
          className="button button-first"
          disabled={!isDrawn(strokes) || attempt.busy}
          onClick={() => void attempt.run(() => onKeep(place.key, drawnStrokes(strokes), key))}
        >
          {say(label('签好了', 'Signed'))}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {say(label('先不签', 'Not now'))}
        </button>
      </div>
    </div>
  )
}
