// Outlines of divisions with their names, drawn with the fonts of this computer.
import type { FeatureCollection, MultiPolygon, Point, Polygon } from 'geojson'
import { useMemo } from 'react'
import type { OutlineProperties, Outlines } from '../data/queries.ts'
import { namePoint } from './geometry.ts'
import { type MapLayers, useMapLayers } from './use-map-layers.ts'

export type OutlineStyle = 'area' | 'inner' | 'fine' | 'marked' | 'named' | 'faint'

interface Look {
  fill: string
  fillOpacity: number
  line: string
  width: number
  dash?: number[]
  nameSize: number
  nameColour: string
  minZoom: number
  nameMinZoom: number
}

const looks: Record<OutlineStyle, Look> = {
  area: {
    fill: '#fbfcfb',
    fillOpacity: 1,
    line: '#7f95a8',
    width: 2,
    nameSize: 0,
    nameColour: '#33475a',
    minZoom: 0,
    nameMinZoom: 0,
  },
  inner: {
    fill: '#f4f7f5',
    fillOpacity: 0.6,
    line: '#a9b8c4',
    width: 1.1,
    nameSize: 13,
    nameColour: '#3c5063',
    minZoom: 0,
    nameMinZoom: 8.5,
  },
  fine: {
    fill: '#ffffff',
    fillOpacity: 0,
    line: '#c3ced6',
    width: 0.8,
    dash: [3, 2],
    nameSize: 11,
    nameColour: '#6a7987',
    minZoom: 10.4,
    nameMinZoom: 11.6,
  },
  named: {
    fill: '#1c5a86',
    fillOpacity: 0.04,
    line: '#6f94b3',
    width: 1.2,
    nameSize: 12.5,
    nameColour: '#24425c',
    minZoom: 0,
    nameMinZoom: 0,
  },
  faint: {
    fill: '#fbfcfb',
    fillOpacity: 0,
    line: '#c3ced6',
    width: 0.9,
    nameSize: 11,
    nameColour: '#7b8894',
    minZoom: 0,
    nameMinZoom: 9,
  },
  marked: {
    fill: '#1c5a86',
    fillOpacity: 0.12,
    line: '#1c5a86',
    width: 2,
    nameSize: 0,
    nameColour: '#1c5a86',
    minZoom: 0,
    nameMinZoom: 0,
  },
}

const fonts = ['PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'sans-serif']

interface Props {
  id: string
  outlines: Outlines
  look: OutlineStyle
  onClick?: (properties: OutlineProperties) => void
}

export function OutlineLayer({ id, outlines, look, onClick }: Props) {
  const names = useMemo(() => namesOf(outlines), [outlines])
  const { layers, nameLayers } = useMemo(() => layersOf(id, looks[look]), [id, look])
  useMapLayers({
    id,
    slot: 'slot-areas',
    layers,
    data: outlines,
    ...(onClick
      ? { clickable: [`${id}-fill`], onClick: (event) => picked(event.features?.[0]?.properties, onClick) }
      : {}),
  })
  useMapLayers({ id: `${id}-names`, slot: 'slot-areas', layers: nameLayers, data: names })
  return null
}

function picked(properties: unknown, onClick: (properties: OutlineProperties) => void) {
  if (properties) onClick(properties as OutlineProperties)
}

function layersOf(id: string, look: Look): { layers: MapLayers['layers']; nameLayers: MapLayers['layers'] } {
  const layers: MapLayers['layers'] = [
    {
      id: `${id}-fill`,
      type: 'fill',
      minzoom: look.minZoom,
      paint: { 'fill-color': look.fill, 'fill-opacity': look.fillOpacity },
    },
    {
      id: `${id}-line`,
      type: 'line',
      minzoom: look.minZoom,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': look.line,
        'line-width': look.width,
        ...(look.dash ? { 'line-dasharray': look.dash } : {}),
      },
    },
  ]
  const nameLayers: MapLayers['layers'] =
    look.nameSize === 0
      ? []
      : [
          {
            id: `${id}-name`,
            type: 'symbol',
            minzoom: look.nameMinZoom,
            layout: {
              'text-field': ['get', 'name'],
              'text-font': fonts,
              'text-size': look.nameSize,
              'text-max-width': 8,
              'text-padding': 6,
            },
            paint: { 'text-color': look.nameColour, 'text-halo-color': '#ffffff', 'text-halo-width': 1.4 },
          },
        ]
  return { layers, nameLayers }
}

const namesOf = (outlines: Outlines): FeatureCollection<Point> => ({
  type: 'FeatureCollection',
  features: outlines.features.map(({ geometry, properties }) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: properties.centre ?? namePoint(geometry as Polygon | MultiPolygon) },
    properties: { name: properties.name },
  })),
})
