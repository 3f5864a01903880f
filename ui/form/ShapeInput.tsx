// A border or a line: drawn corner by corner on the map, or pasted as positions.
import { Button, Input } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { readShapeText, shapeText, type TypedShape } from '../../contract/shape-text.ts'
import { words } from '../messages.ts'
import { useText } from '../text/language.tsx'
import { type InputProps, marks } from './input-props.ts'

const ShapeMap = lazy(() => import('../map/ShapeMap.tsx').then((module) => ({ default: module.ShapeMap })))

export function ShapeInput(props: InputProps) {
  const text = useText()
  const widget = props.field.widget === 'line' ? 'line' : 'boundary'
  const value = (props.value as TypedShape | undefined) ?? null
  const [pasted, setPasted] = useState<string | null>(null)
  const read = pasted === null || pasted.trim() === '' ? null : readShapeText(pasted, widget)
  const paste = (typed: string) => {
    setPasted(typed)
    const { shape } = typed.trim() === '' ? { shape: undefined } : readShapeText(typed, widget)
    if (shape !== null) props.onChange(shape)
  }
  const draw = (shape: TypedShape | undefined) => {
    setPasted(null)
    props.onChange(shape)
  }
  return (
    <div>
      <div className="field-map">
        <Suspense fallback={<div className="map-loading">{text(words.loading)}</div>}>
          <ShapeMap widget={widget} areaId={props.areaId} focusId={props.focusId} shape={value} onDrawn={draw} />
        </Suspense>
      </div>
      <div className="field-place">
        <Input.TextArea
          {...marks(props)}
          value={pasted ?? (value ? shapeText(value) : '')}
          className="lf-grows"
          rows={1}
          placeholder={text(words.positions)}
          onChange={(e) => paste(e.target.value)}
        />
        {value ? (
          <Button size="small" type="text" onClick={() => draw(undefined)}>
            {text(words.drawAgain)}
          </Button>
        ) : null}
      </div>
      {read?.fault ? (
        <p className="field-fault" role="alert">
          {text(read.fault)}
        </p>
      ) : null}
    </div>
  )
}
