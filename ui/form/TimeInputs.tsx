// The inputs of a day, a time of day, and a moment.
import { DatePicker, TimePicker } from 'antd'
import dayjs from 'dayjs'
import { enterChooses, type InputProps, marks } from './input-props.ts'

const dayFormat = 'YYYY-MM-DD'
const timeFormat = 'HH:mm'
const full = { width: '100%' }

/** A day, without a time: 2021-11-17. */
export function DateInput(props: InputProps) {
  return (
    <DatePicker
      {...marks(props)}
      {...enterChooses}
      style={full}
      value={asMoment(props.value)}
      onChange={(day) => props.onChange(day ? day.format(dayFormat) : undefined)}
    />
  )
}

/** A time of day, on no day in particular: 21:30. */
export function TimeInput(props: InputProps) {
  return (
    <TimePicker
      {...marks(props)}
      {...enterChooses}
      format={timeFormat}
      value={typeof props.value === 'string' ? dayjs(`2000-01-01T${props.value}`) : null}
      onChange={(at) => props.onChange(at ? at.format(timeFormat) : undefined)}
    />
  )
}

/** A moment, picked in the local time and kept in UTC. */
export function MomentInput(props: InputProps) {
  return (
    <DatePicker
      {...marks(props)}
      {...enterChooses}
      style={full}
      showTime={{ format: timeFormat, minuteStep: 5 }}
      format={`${dayFormat} ${timeFormat}`}
      value={asMoment(props.value)}
      onChange={(at) => props.onChange(at ? at.toISOString() : undefined)}
    />
  )
}

const asMoment = (value: unknown) => (typeof value === 'string' ? dayjs(value) : null)
