// A pad to sign on with a finger, a pen or a mouse. It only draws; who uses it says what becomes of the strokes.
import { type PointerEvent, useRef } from 'react'
import { label } from '../../contract/label.ts'
import { padHeight, padWidth, type Strokes } from '../../contract/paper.ts'
import { useText } from '../text/language.tsx'
import { padPoint, withPoint, withStroke } from './strokes.ts'
import './sign.css'

interface Props {
  strokes: Strokes
  onChange: (strokes: Strokes) => void
}

export function SigningPad({ strokes, onChange }: Props) {
  const say = useText()
  const isDown = useRef(false)
  const pointOf = (event: PointerEvent<SVGSVGElement>) =>
    padPoint(event.clientX, event.clientY, event.currentTarget.getBoundingClientRect())
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    event.preventDefault()
    isDown.current = true
    event.currentTarget.setPointerCapture(event.pointerId)
    onChange(withStroke(strokes, pointOf(event)))
  }
  const go = (event: PointerEvent<SVGSVGElement>) => {
    if (isDown.current) onChange(withPoint(strokes, pointOf(event)))
  }
  const end = () => {
    isDown.current = false
  }
  return (
    <div className="pad">
      <svg
        className="pad-paper"
        viewBox={`0 0 ${padWidth} ${padHeight}`}
        role="img"
        aria-label={say(label('签名板：用手指在框内写名字', 'Signing pad: write your name in the frame with a finger'))}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <line className="pad-line" x1={40} x2={padWidth - 40} y1={padHeight - 50} y2={padHeight - 50} />
        {strokes.map((stroke, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stroke has no identity but its place
          <polyline key={i} points={stroke.join(' ')} />
        ))}
      </svg>
      <button type="button" className="button" disabled={strokes.length === 0} onClick={() => onChange([])}>
        {say(label('重写', 'Start over'))}
      </button>
    </div>
  )
}
