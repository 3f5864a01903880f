// What a report is worth: a preview, published and unchanged, an erratum; and what may be done with it.
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { paragraph } from '../../../contract/fields.ts'
import type { ReportView } from '../../../contract/round-views.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { forgetRounds, roundPath } from '../../data/rounds.ts'
import { FormModal } from '../../parts/FormModal.tsx'
import { ToneTag } from '../../parts/ToneTag.tsx'
import { Confirmed } from '../admin/Confirmed.tsx'
import { words } from './messages.ts'
import type { RoundTabProps } from './tabs.ts'

interface Props extends RoundTabProps {
  report: ReportView
  isNewest: boolean
}

export function ReportHead({ view, report, isNewest }: Props) {
  const text = useText()
  const format = useFormat()
  const [correcting, setCorrecting] = useState(false)
  const isPreview = report.id === null
  return (
    <div className="report-head">
      {isPreview ? (
        <ToneTag tone="waiting">{text(words.preview)}</ToneTag>
      ) : (
        <>
          <ToneTag tone="settled">{text(words.publishedAt, { at: format.instant(report.publishedAt) })}</ToneTag>
          <ToneTag tone={report.isSound ? 'dropped' : 'failed'}>
            {text(report.isSound ? words.sound : words.unsound)}
          </ToneTag>
        </>
      )}
      <span className="lf-soft">{isPreview ? text(words.previewHint) : ''}</span>
      <span className="report-doings">
        {isPreview && view.mayPublish ? <Publish view={view} report={report} /> : null}
        {!isPreview && isNewest && view.mayPublish ? (
          <Button onClick={() => setCorrecting(true)}>{text(words.correct)}</Button>
        ) : null}
      </span>
      {report.why === null ? null : (
        <Alert
          className="report-why"
          type="warning"
          showIcon
          title={text(words.erratum, { n: report.edition, why: report.why })}
        />
      )}
      {correcting && report.id ? (
        <Erratum path={`${roundPath(view.kind)}/reports/${report.id}/erratum`} onClose={() => setCorrecting(false)} />
      ) : null}
    </div>
  )
}

function Publish({ view, report }: { view: RoundTabProps['view']; report: ReportView }) {
  const client = useQueryClient()
  const { sort, from, to } = report
  return (
    <Confirmed
      name={words.publish}
      hint={words.publishHint}
      button={{ type: 'primary', size: 'middle' }}
      sending={{ path: `${roundPath(view.kind)}/reports`, body: { sort, from, to } }}
      onDone={() => void forgetRounds(client)}
    />
  )
}

const erratumFields = { why: paragraph({ label: words.correctWhy, hint: words.correctWhyHint, max: 500 }) }

function Erratum({ path, onClose }: { path: string; onClose: () => void }) {
  const text = useText()
  const client = useQueryClient()
  return (
    <FormModal
      title={text(words.correct)}
      fields={erratumFields}
      okText={text(words.correct)}
      sending={(data) => ({ path, body: data })}
      onDone={() => void forgetRounds(client)}
      onClose={onClose}
    />
  )
}
