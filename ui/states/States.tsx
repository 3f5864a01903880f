// What a screen shows while it has nothing to show: loading, empty, failed.
import { ReloadOutlined } from '@ant-design/icons'
import { Alert, Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { type Refusal, refusalOf } from '../http/problem.ts'
import { words } from '../messages.ts'
import { useText } from '../text/language.tsx'
import './states.css'

export function Loading({ rows = 6 }: { rows?: number }) {
  const text = useText()
  return (
    <div className="state-loading" aria-busy="true">
      <span className="lf-hidden" role="status">
        {text(words.loading)}
      </span>
      <Skeleton active title={false} paragraph={{ rows, width: '100%' }} />
    </div>
  )
}

/** Says what would be here, and offers the way on when there is one. */
export function Empty({ title, hint, action }: { title: ReactNode; hint?: ReactNode; action?: ReactNode }) {
  return (
    <div className="state-empty">
      <svg width="72" height="56" viewBox="0 0 72 56" aria-hidden="true">
        <path d="M8 50h56" stroke="#cbd3dc" strokeWidth="2" strokeLinecap="round" />
        <path d="M16 50V24l20-14 20 14v26" fill="#f3f5f8" stroke="#cbd3dc" strokeWidth="2" strokeLinejoin="round" />
        <path d="M30 50V36h12v14" fill="#fff" stroke="#cbd3dc" strokeWidth="2" strokeLinejoin="round" />
        <circle cx="36" cy="25" r="4" fill="#fff" stroke="#9fb3c6" strokeWidth="2" />
      </svg>
      <p className="state-title">{title}</p>
      {hint ? <p className="state-hint">{hint}</p> : null}
      {action}
    </div>
  )
}

/** A refusal with its way out. Faults of single fields are shown at the fields, not here. */
export function Refused({ refusal, onRetry }: { refusal: Refusal; onRetry?: () => void }) {
  const text = useText()
  const hint =
    refusal.detail !== null
      ? text(refusal.detail)
      : refusal.status === 0 && refusal.code === 'network'
        ? text(words.failedNetwork)
        : refusal.status >= 500
          ? `${text(words.failedHint)} (${refusal.code})`
          : null
  return (
    <Alert
      type="error"
      showIcon
      title={text(refusal.title)}
      description={
        <>
          {hint}
          {refusal.errors.length > 0 ? (
            <ul className="state-faults">
              {refusal.errors.map((fault) => (
                <li key={fault.field}>{text(fault.message)}</li>
              ))}
            </ul>
          ) : null}
        </>
      }
      action={
        onRetry ? (
          <Button size="small" icon={<ReloadOutlined />} onClick={onRetry}>
            {text(words.retry)}
          </Button>
        ) : undefined
      }
    />
  )
}

export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div className="state-failed">
      <Refused refusal={refusalOf(error)} {...(onRetry ? { onRetry } : {})} />
    </div>
  )
}
