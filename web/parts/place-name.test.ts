// Places are named from the township down, villages without their committees.
import { expect, test } from 'vitest'
import { placeName } from './place-name.ts'

test('from the township down', () => {
  expect(placeName({ name: '街上村村委会', names: ['新晃侗族自治县', '凉伞镇', '街上村村委会'] })).toBe('凉伞镇 街上村')
  expect(placeName({ name: '凉伞居委会', names: ['新晃侗族自治县', '凉伞镇', '凉伞居委会'] })).toBe('凉伞镇 凉伞社区')
  expect(placeName({ name: '新晃侗族自治县', names: ['新晃侗族自治县'] })).toBe('新晃侗族自治县')
})
