// Names of the divisions that are large enough on the screen to carry one.
import type { Ground } from './outline.ts'
import { type Size, type Spot, toScreen, type View } from './view.ts'

const mostLabels = 40
const characterPx = 14

interface Props {
  ground: Ground
  view: View
  size: Size
  villageId: number | null
  pin: Spot | null
}

export function MapLabels({ ground, view, size, villageId, pin }: Props) {
  const fitting = ground.shapes.flatMap((s) => {
    if (s.level === 'county') return []
    const [x, y] = toScreen(view, [(s.box.west + s.box.east) / 2, (s.box.north + s.box.south) / 2])
    // The pin is what matters; a name gives way to it.
    const isUnderPin = pin !== null && Math.abs(pin[0] - x) < s.name.length * 8 && Math.abs(pin[1] - 18 - y) < 34
    if (isUnderPin) return []
    const isOn = x > 0 && y > 0 && x < size.width && y < size.height
    const isWide = (s.box.east - s.box.west) * view.scale > s.name.length * characterPx + 4
    return isOn && (isWide || s.id === villageId) ? [{ ...s, x, y }] : []
  })
  return (
    <g>
      {fitting.slice(0, mostLabels).map((s) => (
        <text key={s.id} x={s.x} y={s.y} className={s.id === villageId ? 'map-name map-name-own' : 'map-name'}>
          {s.name}
        </text>
      ))}
    </g>
  )
}
