// A chart on screen. Only the parts of ECharts that are used are brought in.
import { BarChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { use as bringIn, type EChartsType, init } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

// SVG prints sharply and its text can be read aloud and selected.
bringIn([BarChart, GridComponent, TooltipComponent, SVGRenderer])

interface Props {
  option: Record<string, unknown>
  height: number
  /** What the chart says, for those who do not see it; the numbers themselves stand in a table beside it. */
  label: string
  onPick?: (index: number) => void
}

export function Chart({ option, height, label, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)
  const picked = useRef(onPick)
  picked.current = onPick
  useEffect(() => {
    if (!box.current) return
    const made = init(box.current, null, { renderer: 'svg' })
    chart.current = made
    made.on('click', (event) => picked.current?.(event.dataIndex))
    const observer = new ResizeObserver(() => made.resize())
    observer.observe(box.current)
    return () => {
      observer.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [])
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true })
    chart.current?.resize()
  }, [option])
  return <div ref={box} role="img" aria-label={label} style={{ height, width: '100%' }} />
}
