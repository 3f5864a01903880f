// The demonstration geometry: a mosaic without gaps or overlaps, neighbours where the scenarios need them, made alike each time.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SourceRow } from '../core/divisions/source.ts'
import { checkPolygon } from '../core/geo/check.ts'
import { containsPoint } from '../core/geo/contain.ts'
import { areaM2 } from '../core/geo/measure.ts'
import { outlineOf } from '../core/geo/outline.ts'
import { placeIndex } from '../core/geo/place-index.ts'
import { boundsOf, partsOf, type Shape } from '../core/geo/shape.ts'
import { demoRows } from '../demo/geometry.ts'
import { shapeFromText, shapeText } from '../demo/shapes.ts'
import { demoFiles } from './demo-geometry.ts'

const rows = demoRows()
const byCode = new Map(rows.map((row) => [row.code, row]))
const drawn = rows.filter((row): row is SourceRow & { polygon: Shape } => row.polygon !== undefined)
const shapeOfCode = (code: string): Shape => byCode.get(code)?.polygon as Shape
const below = (code: string) => drawn.filter((row) => row.parentCode === code)
const atLevel = (level: number) => drawn.filter((row) => row.level === level)

describe('the mosaic', () => {
  it('has every county, township and village, and three grids in each village of the home county', () => {
    expect([3, 4, 5, 6].map((level) => atLevel(level).length)).toEqual([6, 70, 692, 453])
    expect(rows.filter((row) => row.level > 2 && !row.polygon)).toEqual([])
  })

  it('is sound, each piece inside its parent', () => {
    for (const row of drawn) {
      const parent = byCode.get(row.parentCode ?? '')
      const limit = parent?.polygon
        ? { name: parent.name, outline: outlineOf(parent.polygon as Shape), toleranceM: 0.5 }
        : undefined
      expect([row.name, checkPolygon(row.polygon, limit).faults]).toEqual([row.name, []])
    }
  })

  it('fills each county, township and village, without a gap or an overlap', () => {
    for (const row of drawn.filter((r) => below(r.code).length > 0)) {
      const sum = below(row.code).reduce((total, part) => total + areaM2(part.polygon), 0)
      expect([row.name, (sum / areaM2(row.polygon)).toFixed(8)]).toEqual([row.name, '1.00000000'])
    }
  })

  it('has any point of a county in one village exactly', () => {
    for (const county of atLevel(3)) {
      const villages = atLevel(5).filter((row) => row.code.startsWith(county.code))
      const [west, south, east, north] = boundsOf(county.polygon)
      const lng = fc.double({ min: west, max: east, noNaN: true })
      fc.assert(
        fc.property(lng, fc.double({ min: south, max: north, noNaN: true }), (x, y) => {
          const found = villages.filter((village) => containsPoint(village.polygon, x, y))
          expect(found).toHaveLength(containsPoint(county.polygon, x, y) ? 1 : 0)
        }),
      )
    }
  })

  it('has every township and village in one piece', () => {
    for (const row of [...atLevel(4), ...atLevel(5), ...atLevel(6)])
      expect([row.name, partsOf(row.polygon).length]).toEqual([row.name, 1])
  })

  it('says what is published and what is only for the demonstration', () => {
    expect(new Set(atLevel(3).map((row) => row.geometrySource))).toEqual(new Set(['published']))
    const others = drawn.filter((row) => row.level > 3)
    expect(new Set(others.map((row) => row.geometrySource))).toEqual(new Set(['demonstration']))
  })
})

describe('places', () => {
  const positionsOf = (code: string) => new Set(partsOf(shapeOfCode(code)).flat(2).map(String))
  const touch = (a: string, b: string) => [...positionsOf(a)].filter((at) => positionsOf(b).has(at)).length > 1

  it('lie beside each other where the scenarios need them', () => {
    expect(byCode.get('431227104226')?.name).toBe('花园村')
    expect(touch('431227104226', '522624104')).toBe(true)
    expect(byCode.get('431227104216')?.name).toBe('街上村')
    expect(touch('431227104216', '522627102215')).toBe(true)
    expect(touch('431227109', '522627002')).toBe(true)
    expect(touch('431227108', '520622003')).toBe(true)
    expect(touch('431227104', '520622001')).toBe(true)
    expect(touch('431227107', '522627102')).toBe(false)
  })

  it('have the towns where the counties are governed from', () => {
    const index = placeIndex(atLevel(4).map((row, id) => ({ id, level: row.level, polygon: row.polygon })))
    const townAt = (lng: number, lat: number) => atLevel(4)[index.divisionAt(lng, lat) ?? -1]?.name
    expect(townAt(109.174932, 27.352673)).toBe('晃洲镇')
    expect(townAt(109.207751, 26.909639)).toBe('凤城街道')
    expect(townAt(108.906411, 27.235813)).toBe('平溪街道')
  })

  it('keep an exclave apart', () => {
    expect(partsOf(shapeOfCode('522627'))).toHaveLength(2)
    const [, south] = boundsOf(shapeOfCode('522627203'))
    expect(south).toBeGreaterThan(26.7)
  })
})

describe('the files', () => {
  const read = (name: string) => readFileSync(new URL(`../demo/${name}`, import.meta.url), 'utf8')

  it('are what the tool makes', () => {
    const made = demoFiles()
    expect(made.divisions).toBe(read('divisions.json'))
    expect(made.geometry).toBe(read('geometry.json'))
  })

  it('keep shapes to a metre', () => {
    const shape = shapeOfCode('522627')
    expect(shapeFromText(shapeText(shape))).toEqual(shape)
  })
})
