// Photos and voice notes of a matter: those on the phone at once, the others when there is a network.
import { label } from '../../../contract/label.ts'
import { useText } from '../../../ui/text/language.tsx'
import { useOffer } from '../form/offer.tsx'

export function Files({ ids, isSound }: { ids: readonly string[]; isSound: boolean }) {
  return (
    <span className="pictures">
      {ids.map((id, i) => (isSound ? <Sound key={id} id={id} n={i + 1} /> : <Picture key={id} id={id} n={i + 1} />))}
    </span>
  )
}

function Picture({ id, n }: { id: string; n: number }) {
  const say = useText()
  const url = useOffer().useAddress(id)
  const name = say(label(`照片 ${n}`, `Photo ${n}`))
  if (!url) return <NotHere name={name} />
  return (
    <a href={url} target="_blank" rel="noreferrer">
      <img src={url} alt={name} />
    </a>
  )
}

function Sound({ id, n }: { id: string; n: number }) {
  const say = useText()
  const url = useOffer().useAddress(id)
  const name = say(label(`语音 ${n}`, `Voice note ${n}`))
  if (!url) return <NotHere name={name} />
  // biome-ignore lint/a11y/useMediaCaption: somebody's own words as they were sent; nobody has written them down
  return <audio controls src={url} aria-label={name} />
}

function NotHere({ name }: { name: string }) {
  const say = useText()
  return <small>{say(label('{name}：有网络时能看', '{name}: to be seen when there is a network'), { name })}</small>
}
