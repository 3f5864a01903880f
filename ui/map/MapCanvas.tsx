// A map without tiles and without any other host: background, our own outlines and points, local fonts.
import { AimOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { Map as GlMap, type StyleSpecification, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { words } from '../messages.ts'
import { Empty } from '../states/States.tsx'
import { useText } from '../text/language.tsx'
import type { Box } from './geometry.ts'
import { isGone, MapContext, markGone } from './map-context.ts'
import './map.css'

setWorkerUrl(workerUrl)

const hidden = { layout: { visibility: 'none' } } as const

// Slots keep the order: areas below lines, points above them, whoever is added first.
const style: StyleSpecification = {
  version: 8,
  sources: {},
  layers: [
    { id: 'background', type: 'background', paint: { 'background-color': '#e4eaee' } },
    { id: 'slot-areas', type: 'background', ...hidden },
    { id: 'slot-points', type: 'background', ...hidden },
    { id: 'slot-top', type: 'background', ...hidden },
  ],
}

interface Props {
  /** What to look at first, and again when it becomes another box. */
  box: Box | null
  /** Shown in the corner: where the outlines come from, when they are not surveyed. */
  note?: string | null
  label?: string
  interactive?: boolean
  /** Small enough to do without buttons. */
  compact?: boolean
  children?: ReactNode
}

export function MapCanvas({ box, note, label, interactive = true, compact = false, children }: Props) {
  const text = useText()
  const container = useRef<HTMLDivElement>(null)
  const { map, failed } = useGlMap(container, box, interactive)
  const spoken = label ?? text(words.mapLabel)
  useEffect(() => {
    map?.getCanvas().setAttribute('aria-label', spoken)
  }, [map, spoken])
  useFit(map, box)
  if (failed) return <Empty title={text(words.noMap)} />
  return (
    <div className="map">
      <div className="map-canvas" ref={container} />
      {map ? <MapContext.Provider value={map}>{children}</MapContext.Provider> : null}
      {map && interactive && !compact ? <MapButtons map={map} box={box} /> : null}
      {note ? <div className="map-note">{note}</div> : null}
    </div>
  )
}

function useGlMap(container: React.RefObject<HTMLDivElement | null>, box: Box | null, interactive: boolean) {
  const [map, setMap] = useState<GlMap | null>(null)
  const [failed, setFailed] = useState(false)
  const firstBox = useRef(box)
  useEffect(() => {
    if (!container.current) return
    const made = makeMap(container.current, firstBox.current, interactive)
    if (!made) {
      setFailed(true)
      return
    }
    made.on('load', () => {
      if (!isGone(made)) setMap(made)
    })
    const observer = new ResizeObserver(() => made.resize())
    observer.observe(container.current)
    return () => {
      observer.disconnect()
      markGone(made)
      made.remove()
      setMap(null)
    }
  }, [container, interactive])
  return { map, failed }
}

function makeMap(container: HTMLElement, box: Box | null, interactive: boolean): GlMap | null {
  try {
    return new GlMap({
      container,
      style,
      ...(box
        ? { bounds: box, fitBoundsOptions: { padding: 28 } }
        : { center: [109.2, 27.2] as [number, number], zoom: 8 }),
      attributionControl: false,
      interactive,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxZoom: 18,
      minZoom: 3,
      fadeDuration: 100,
    })
  } catch {
    // MapLibre throws when the browser has no WebGL; there is nothing to do but say so.
    return null
  }
}

function useFit(map: GlMap | null, box: Box | null) {
  const key = box?.join(',')
  const fitted = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (!map || !box || fitted.current === key) return
    const isFirst = fitted.current === undefined
    fitted.current = key
    map.fitBounds(box, { padding: 28, duration: isFirst ? 0 : 500 })
  }, [map, box, key])
}

function MapButtons({ map, box }: { map: GlMap; box: Box | null }) {
  const text = useText()
  return (
    <div className="map-buttons">
      <Tooltip title={text(words.enlarge)} placement="left">
        <Button icon={<PlusOutlined />} aria-label={text(words.enlarge)} onClick={() => map.zoomIn()} />
      </Tooltip>
      <Tooltip title={text(words.shrink)} placement="left">
        <Button icon={<MinusOutlined />} aria-label={text(words.shrink)} onClick={() => map.zoomOut()} />
      </Tooltip>
      {box ? (
        <Tooltip title={text(words.whole)} placement="left">
          <Button
            icon={<AimOutlined />}
            aria-label={text(words.whole)}
            onClick={() => map.fitBounds(box, { padding: 28, duration: 500 })}
          />
        </Tooltip>
      ) : null}
    </div>
  )
}
