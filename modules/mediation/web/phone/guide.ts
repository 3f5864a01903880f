// What comes next in a dispute, in a sentence: for a mediator who has only the phone and never saw this before.
import { type Label, label } from '../../../../contract/label.ts'
import type { dispute } from '../../dispute.matter.ts'
import { hasTwoSides } from '../../rules.ts'

export interface Guide {
  says: Label
  /** The step to offer first, where the usual order is not the one; none is offered while it is not possible. */
  first?: string
  /** The document to show and sign now. */
  paper?: string
}

type State = keyof typeof dispute.states

const guides: Partial<Record<State, Guide>> = {
  registered: {
    says: label(
      '看过情况，能调解的就受理。不能调解的不予受理，写明理由和去处。',
      'Read what it is about. Accept what can be mediated; of the rest say why not and where to go.',
    ),
  },
  accepted: {
    says: label(
      '先告诉双方：调解自愿，不收费，随时可以去法院。告诉了就记下来。',
      'First tell both sides: it is voluntary and free, and the court stays open. Then note that you did.',
    ),
  },
  informed: {
    says: label(
      '情况清楚，就请双方来调解；还不清楚，先去调查。',
      'If the matter is clear, bring both sides together; if not, look into it first.',
    ),
  },
  investigating: { says: label('情况清楚了，就请双方来调解。', 'Once it is clear, bring both sides together.') },
  mediating: {
    says: label(
      '谈成了就写协议。没谈成，可以再调解一次，或者转入稳控。',
      'If they agree, write the agreement. If not, hold another session, or keep it calm.',
    ),
    first: 'agree',
  },
  held: { says: label('先稳住，时机合适再请双方来调解。', 'Kept calm for now; bring both sides together in time.') },
  handedOver: { says: label('已移交，等对方单位接收。', 'Handed over; the other body has to take it.') },
  agreed: {
    says: label(
      '请双方看协议，在手机上签名；也可以签纸质的，生效时拍照附上。然后盖章、生效。',
      'Show both sides the agreement and let them sign on the phone, or on paper with a photo. Then seal it and put it into effect.',
    ),
    paper: 'agreement',
  },
  performing: {
    says: label(
      '谁该做什么、哪天到期，都在下面。做到一项就打开一项记下来。',
      'Who does what by when stands below. Open each as it is done and note it.',
    ),
    first: 'perform',
  },
  followingUp: {
    says: label('都履行了。回访做完，就可以结案。', 'All is performed. Once the revisits are made, it can be closed.'),
    first: 'close',
  },
  closed: { says: label('已结案，可以归档。', 'Closed; it can be archived.') },
}

/** What comes next in a dispute of a state; undefined where nothing does. */
export function guideOf(state: string, data: Record<string, unknown>): Guide | undefined {
  const isBefore = ['informed', 'investigating'].includes(state)
  if (isBefore && !hasTwoSides(data as never))
    return {
      says: label('还差一方当事人，先补上，才能调解。', 'One side is missing: add it before mediating.'),
      first: 'addParties',
    }
  return guides[state as State]
}
