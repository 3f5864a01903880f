// Charts from tables of numbers: what ECharts is told, as plain data.
import { numberText } from '../text/time.ts'

export interface Bar {
  name: string
  value: number
  colour?: string
}

const ink = '#1b2733'
const soft = '#566372'
const line = '#e2e7ed'
const brand = '#2f76a8'

const base = {
  textStyle: { fontFamily: 'var(--lf-font)', color: ink },
  animationDuration: 300,
  tooltip: { trigger: 'item', confine: true, borderColor: line, textStyle: { color: ink, fontSize: 13 } },
} as const

const roomFor = (names: readonly string[]): number => {
  // A Chinese character is twice as wide as a Latin one.
  const widest = Math.max(0, ...names.map((name) => [...name].reduce((w, c) => w + (c > '\u2e80' ? 12.5 : 7.3), 0)))
  return Math.min(200, Math.max(48, Math.ceil(widest) + 14))
}

/** Bars lying down, largest first as given: for names that are long. */
export const lyingBars = (bars: readonly Bar[]) => ({
  ...base,
  grid: { left: roomFor(bars.map((bar) => bar.name)), right: 56, top: 4, bottom: 4 },
  xAxis: { type: 'value', show: false },
  yAxis: {
    type: 'category',
    inverse: true,
    data: bars.map((bar) => bar.name),
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: soft, fontSize: 12.5, width: roomFor(bars.map((bar) => bar.name)) - 10, overflow: 'truncate' },
  },
  series: [
    {
      type: 'bar',
      barMaxWidth: 18,
      cursor: 'pointer',
      label: {
        show: true,
        position: 'right',
        color: ink,
        formatter: ({ value }: { value: number }) => numberText(value, 'zh'),
      },
      data: bars.map(({ value, colour }) => ({
        value,
        itemStyle: { color: colour ?? brand, borderRadius: [0, 3, 3, 0] },
      })),
    },
  ],
})

/** Bars standing on a row of months. */
export const standingBars = (bars: readonly Bar[]) => ({
  ...base,
  grid: { left: 44, right: 12, top: 24, bottom: 28 },
  xAxis: {
    type: 'category',
    data: bars.map((bar) => bar.name),
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    axisLabel: { color: soft, fontSize: 12, hideOverlap: true },
  },
  yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: line } }, axisLabel: { color: soft } },
  series: [
    {
      type: 'bar',
      barMaxWidth: 30,
      cursor: 'pointer',
      label: { show: bars.length <= 14, position: 'top', color: soft, fontSize: 11.5 },
      data: bars.map(({ value, colour }) => ({
        value,
        itemStyle: { color: colour ?? brand, borderRadius: [3, 3, 0, 0] },
      })),
    },
  ],
})

/** Pixels a lying chart needs, so that no name is squeezed. */
export const lyingHeight = (bars: readonly unknown[]): number => Math.max(60, bars.length * 30 + 12)
