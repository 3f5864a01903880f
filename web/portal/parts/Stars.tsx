// One to five, in words as well as in numbers: colour and stars alone say nothing to some.
import { label } from '../../../contract/label.ts'
import { useText } from '../../../ui/text/language.tsx'

const grades = [
  label('很不满意', 'Very poor'),
  label('不满意', 'Poor'),
  label('一般', 'Fair'),
  label('满意', 'Good'),
  label('很满意', 'Very good'),
]

interface Props {
  isNeeded: boolean
  value: number | null
  onChange: (rating: number) => void
}

export function Stars({ isNeeded, value, onChange }: Props) {
  const say = useText()
  return (
    <fieldset className="stars">
      <legend>
        {isNeeded
          ? say(label('办得怎么样？', 'How was it handled?'))
          : say(label('办得怎么样？（可不评）', 'How was it handled? (optional)'))}
      </legend>
      {grades.map((grade, i) => (
        <label key={grade.en} className="star">
          <input type="radio" name="rating" checked={value === i + 1} onChange={() => onChange(i + 1)} />
          <span className="star-face">
            <b>{i + 1}</b>
            {say(grade)}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
