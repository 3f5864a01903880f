// The file of a dispute on the desk: each document, what it lacks, who signed; one or all of it to take away.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Space, Tag } from 'antd'
import { useState } from 'react'
import type { DocumentState, PlaceToSign } from '../../../contract/paper.ts'
import { FieldRow } from '../../../ui/form/FieldRow.tsx'
import { type Refusal, refusalOf } from '../../../ui/http/problem.ts'
import { get, queryString } from '../../../ui/http/request.ts'
import { saveFile } from '../../../ui/http/save-file.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { Refused } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { SigningLinkModal } from './SigningLinkModal.tsx'
import { SignModal } from './SignModal.tsx'
import { words } from './words.ts'

const shortest = 4

type Doing = { sign: { document: DocumentState; place: PlaceToSign } } | { link: number } | null

export function FilePanel({ id, version }: { id: string; version: number }) {
  const text = useText()
  const client = useQueryClient()
  const base = `/api/mediation/disputes/${id}`
  const [doing, setDoing] = useState<Doing>(null)
  const [purpose, setPurpose] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const query = useQuery({
    queryKey: ['mediation-file', id, version],
    queryFn: ({ signal }) => get<DocumentState[]>(`${base}/documents`, {}, signal),
  })
  const isShort = purpose.trim().length < shortest
  const save = async (path: string) => {
    setRefusal(null)
    await saveFile(`${path}${queryString({ purpose: purpose.trim() })}`).catch((fault) => setRefusal(refusalOf(fault)))
  }
  return (
    <section className="matter-section">
      <h3>{text(words.file)}</h3>
      <Answered query={query} rows={4}>
        {(documents) =>
          documents.length === 0 ? (
            <p className="lf-soft">{text(words.none)}</p>
          ) : (
            <Space direction="vertical" style={{ width: '100%' }}>
              <FieldRow id="file-purpose" label={text(words.purpose)} required hint={text(words.purposeHint)}>
                <Input
                  id="file-purpose"
                  maxLength={200}
                  value={purpose}
                  onChange={(event) => setPurpose(event.target.value)}
                />
              </FieldRow>
              {refusal ? <Refused refusal={refusal} /> : null}
              {documents.map((document) => (
                <DocumentLine
                  key={document.id}
                  document={document}
                  onSign={(place) => setDoing({ sign: { document, place } })}
                  onLink={(seat) => setDoing({ link: seat })}
                  onSave={isShort ? null : () => void save(`${base}/documents/${document.id}`)}
                />
              ))}
              <Button disabled={isShort} onClick={() => void save(`${base}/file.zip`)}>
                {text(words.downloadAll)}
              </Button>
            </Space>
          )
        }
      </Answered>
      {doing && 'sign' in doing ? (
        <SignModal
          {...doing.sign}
          base={base}
          onClose={() => setDoing(null)}
          onDone={(states) => client.setQueryData(['mediation-file', id, version], states)}
        />
      ) : null}
      {doing && 'link' in doing ? (
        <SigningLinkModal base={base} seat={doing.link} onClose={() => setDoing(null)} />
      ) : null}
    </section>
  )
}

interface LineProps {
  document: DocumentState
  onSign: (place: PlaceToSign) => void
  onLink: (seat: number) => void
  /** Null until a purpose is given. */
  onSave: (() => void) | null
}

function DocumentLine({ document, onSign, onLink, onSave }: LineProps) {
  const text = useText()
  const { missing } = document
  return (
    <details>
      <summary>
        <span lang="zh-CN">{document.title}</span>{' '}
        {missing.length === 0 ? (
          <Tag color="success">{text(words.complete)}</Tag>
        ) : (
          <Tag color="warning">{text(words.missing, { what: missing.join('、') })}</Tag>
        )}
        <Button size="small" disabled={onSave === null} onClick={() => onSave?.()}>
          {text(words.download)}
        </Button>
      </summary>
      <ul className="matter-related">
        {document.places.map((place) => (
          <li key={place.key}>
            <span lang="zh-CN">{place.label}</span> <PlaceTag place={place} />
            {place.state === 'signed' ? null : (
              <Button size="small" type="link" onClick={() => onSign(place)}>
                {text(words.signNow)}
              </Button>
            )}
            <LinkButton document={document} place={place} onLink={onLink} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function PlaceTag({ place }: { place: PlaceToSign }) {
  const text = useText()
  const format = useFormat()
  if (place.state === 'open') return <Tag>{text(words.open)}</Tag>
  return (
    <>
      <Tag color={place.state === 'signed' ? 'success' : 'error'}>{text(words[place.state])}</Tag>
      <span className="lf-soft">
        {place.at ? format.instant(place.at) : ''} {place.how ? text(place.how) : ''}
      </span>
    </>
  )
}

/** Only the agreement is signed from afar, and only by a party. */
function LinkButton({ document, place, onLink }: Pick<LineProps, 'document' | 'onLink'> & { place: PlaceToSign }) {
  const text = useText()
  const seat = /^party-(\d+)$/.exec(place.key)?.[1]
  if (document.id !== 'agreement' || place.state === 'signed' || seat === undefined) return null
  return (
    <Button size="small" type="link" onClick={() => onLink(Number(seat))}>
      {text(words.link)}
    </Button>
  )
}
