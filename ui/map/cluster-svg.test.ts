// The ring of a group has a part for each tone and tells of late ones.
import { expect, test } from 'vitest'
import { clusterSvg, shortNumber } from './cluster-svg.ts'

test('one part for each tone that occurs', () => {
  const svg = clusterSvg(12, 0, [
    { colour: '#111111', n: 9 },
    { colour: '#222222', n: 0 },
    { colour: '#333333', n: 3 },
  ])
  expect(svg.match(/<path/g)).toHaveLength(2)
  expect(svg).not.toContain('stroke=')
  expect(svg).toContain('>12<')
})

test('late ones show, and a group of one tone is a whole ring', () => {
  const svg = clusterSvg(1234, 5, [{ colour: '#111111', n: 1234 }])
  expect(svg).toContain('stroke=')
  expect(svg).toContain('>1.2k<')
  expect(svg).not.toContain('NaN')
})

test('numbers stay short', () => {
  expect([999, 1000, 9999, 41_959].map(shortNumber)).toEqual(['999', '1k', '9.9k', '41k'])
})
