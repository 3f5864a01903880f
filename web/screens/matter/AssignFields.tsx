// Who gets it, and why: owners never change silently.
import { useQuery } from '@tanstack/react-query'
import { Input, Radio } from 'antd'
import { useState } from 'react'
import { type Post, posts } from '../../../contract/posts.ts'
import { FieldRow } from '../../../ui/form/FieldRow.tsx'
import { Answered } from '../../../ui/states/Answered.tsx'
import { Empty } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { ownersQuery } from '../../data/matters.ts'
import { placeName } from '../../parts/place-name.ts'
import { words } from './messages.ts'
import { faultOf, type OperationFieldsProps } from './operation-form.ts'

export function AssignFields(props: OperationFieldsProps) {
  const text = useText()
  const owners = useQuery(ownersQuery(props.matter.id))
  const [typed, setTyped] = useState<{ to: string | null; reason: string }>({ to: null, reason: '' })
  const change = (part: Partial<typeof typed>) => {
    const next = { ...typed, ...part }
    setTyped(next)
    const isWhole = next.to !== null && next.reason.trim() !== ''
    props.onForm({ body: isWhole ? { to: next.to, reason: next.reason.trim() } : null, touched: true })
  }
  return (
    <div className="form">
      <FieldRow id="to" label={text(words.to)} required fault={faultOf(props, 'to', typed.to, text)}>
        <Answered query={owners} rows={3}>
          {(candidates) =>
            candidates.length === 0 ? (
              <Empty title={text(words.noCandidates)} />
            ) : (
              <Radio.Group
                id="to"
                className="owners"
                aria-labelledby="to-label"
                value={typed.to}
                onChange={(event) => change({ to: event.target.value as string })}
              >
                {candidates.map((each) => (
                  <Radio
                    key={`${each.id} ${each.post} ${each.division.id}`}
                    value={each.id}
                    disabled={each.id === props.matter.owner?.id}
                  >
                    {each.name}
                    <span className="lf-soft">
                      {' '}
                      {text(posts[each.post as Post]?.label ?? each.post)} · {placeName(each.division)}
                    </span>
                  </Radio>
                ))}
              </Radio.Group>
            )
          }
        </Answered>
      </FieldRow>
      <FieldRow id="reason" label={text(words.reason)} required fault={faultOf(props, 'reason', typed.reason, text)}>
        <Input.TextArea
          id="reason"
          maxLength={500}
          className="lf-grows"
          rows={2}
          value={typed.reason}
          onChange={(event) => change({ reason: event.target.value })}
        />
      </FieldRow>
    </div>
  )
}
