// Danger that is happening now goes by telephone, not through a form.
import { label } from '../../../contract/label.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { useText } from '../../../ui/text/language.tsx'

const numbers = [
  { number: '110', what: label('报警', 'Police') },
  { number: '119', what: label('火警', 'Fire') },
  { number: '120', what: label('急救', 'Ambulance') },
]

export function Emergency() {
  const say = useText()
  return (
    <section className="emergency" aria-label={say(label('紧急电话', 'Emergency numbers'))}>
      <p>
        <Icon name="phone" />
        {say(label('正有危险？先打电话', 'Danger right now? Call first'))}
      </p>
      <ul>
        {numbers.map(({ number, what }) => (
          <li key={number}>
            <a href={`tel:${number}`}>
              <b>{number}</b> {say(what)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
