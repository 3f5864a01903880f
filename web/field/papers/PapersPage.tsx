// The documents of a matter: what each still lacks and who signed; to show, to sign, or to save for printing.
import { useCallback } from 'react'
import { label } from '../../../contract/label.ts'
import type { DocumentState } from '../../../contract/paper.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { Screen } from '../parts/Screen.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { hashOf } from '../route.ts'
import { NotReached } from './NotReached.tsx'
import { getDocuments, type Subject } from './papers.ts'
import { useFetched } from './use-fetched.ts'

export function PapersPage({ of }: { of: Subject }) {
  const say = useText()
  const { kind, id } = of
  const read = useCallback(() => getDocuments({ kind, id }), [kind, id])
  const { fetched, again } = useFetched(read)
  return (
    <Screen title={say(label('文书', 'Documents'))} back={{ page: 'matter', id }}>
      <p className="hint">
        {say(
          label(
            '文书由已经记下的内容自动写成，不用再填。',
            'They write themselves from what was noted; nothing is filled in again.',
          ),
        )}
      </p>
      {fetched.is === 'waiting' && <Waiting />}
      {fetched.is === 'refused' && <NotReached refusal={fetched.refusal} onAgain={again} />}
      {fetched.is === 'there' && (
        <ul className="tasks">
          {fetched.value.map((document) => (
            <li key={document.id}>
              <a className="task" href={hashOf({ page: 'papers', id, document: document.id })}>
                <span className="task-what" lang="zh-CN">
                  {document.title}
                </span>
                <Icon name="next" />
                <span className="task-state">{say(standingOf(document))}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Screen>
  )
}

function standingOf({ missing, places }: DocumentState) {
  if (missing.length > 0) return label(`缺：${missing.join('、')}`, `Missing: ${missing.join(', ')}`)
  if (places.length === 0) return label('齐全', 'Complete')
  const signed = places.filter(({ state }) => state === 'signed').length
  return signed === places.length
    ? label('齐全，都已签名', 'Complete, all have signed')
    : label(`已签 ${signed} 处，共 ${places.length} 处`, `${signed} of ${places.length} signed`)
}
