// Back and on, at the foot of a step.
import { label } from '../../../contract/label.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { hashOf, type Route } from '../route.ts'

export function StepButtons({ back, onNext }: { back: Route; onNext?: () => void }) {
  const say = useText()
  return (
    <div className="step-buttons">
      <a className="button" href={hashOf(back)}>
        <Icon name="back" />
        {say(label('上一步', 'Back'))}
      </a>
      {onNext && (
        <button type="button" className="button button-first" onClick={onNext}>
          {say(label('下一步', 'Next'))}
          <Icon name="next" />
        </button>
      )}
    </div>
  )
}
