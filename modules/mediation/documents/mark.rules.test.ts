// A signature is drawn from its strokes alone: ink where the pen went, white elsewhere, the same picture each time.
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { markOf } from './mark.ts'

const at = new Date('2021-10-18T09:40:00Z')
const strokes = [
  [100, 50, 200, 50],
  [150, 20, 150, 120],
]

test('ink lies where the pen went and nowhere else', async () => {
  const mark = await markOf(strokes, 'screen', at)
  expect([mark.width, mark.height]).toEqual([116, 116])
  const { data, info } = await sharp(mark.content).greyscale().raw().toBuffer({ resolveWithObject: true })
  expect([info.width, info.height]).toEqual([116, 116])
  const shadeAt = (x: number, y: number) => data[(y - 12) * info.width + (x - 92)]
  for (const [x, y] of [
    [100, 50],
    [150, 50],
    [199, 50],
    [150, 20],
    [150, 119],
    [150, 52],
  ] as const)
    expect(shadeAt(x, y), `${x}, ${y}`).toBe(0)
  for (const [x, y] of [
    [100, 60],
    [170, 80],
    [120, 30],
    [150, 127],
  ] as const)
    expect(shadeAt(x, y), `${x}, ${y}`).toBe(255)
})

test('the note says when and how; the same strokes give the same bytes', async () => {
  const [one, two] = [await markOf(strokes, 'link', at), await markOf(strokes, 'link', at)]
  expect(one.note).toBe('2021年10月18日17时40分　当事人在自己手机上手写，凭查询码和验证数字')
  expect(one.content.equals(two.content)).toBe(true)
})
