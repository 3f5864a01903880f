// A place, chosen by a click on the map.
import { Button } from 'antd'
import type { Point } from '../../contract/fields.ts'
import { LazyPlaceMap } from '../map/LazyPlaceMap.tsx'
import { words } from '../messages.ts'
import { useText } from '../text/language.tsx'
import type { InputProps } from './input-props.ts'

export function PointInput({ id, value, onChange, areaId, focusId }: InputProps) {
  const text = useText()
  const point = (value as Point | undefined) ?? null
  return (
    <div id={id}>
      <div className="field-map">
        <LazyPlaceMap
          areaId={areaId}
          focusId={focusId}
          points={point ? [point] : []}
          onPick={onChange}
          label={text(words.pickOnMap)}
        />
      </div>
      <div className="field-place">
        <span className="lf-numbers">{point ? `${point.lng}, ${point.lat}` : text(words.pickOnMap)}</span>
        {point ? (
          <Button size="small" type="text" onClick={() => onChange(undefined)}>
            {text(words.clearPlace)}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
