// Lets nobody in without a session, and lets nobody lose what they typed when a session ends.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Modal } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { refusalOf } from '../../ui/http/problem.ts'
import { onSignedOut } from '../../ui/http/request.ts'
import { Failed, Loading } from '../../ui/states/States.tsx'
import { useText } from '../../ui/text/language.tsx'
import { words } from '../messages.ts'
import { Doorway } from './Doorway.tsx'
import { SetupPage } from './SetupPage.tsx'
import { SignInForm } from './SignInForm.tsx'
import { MeContext, meQuery, setupQuery } from './session.ts'

export function SessionGate({ children }: { children: ReactNode }) {
  const me = useQuery(meQuery())
  const isOut = me.data === undefined && me.isError && refusalOf(me.error).status === 401
  if (me.data !== undefined)
    return (
      <MeContext.Provider value={me.data}>
        {children}
        <SignInAgain name={me.data.actor.name} />
      </MeContext.Provider>
    )
  if (isOut) return <Door onIn={() => void me.refetch()} />
  if (me.isError) return <Failed error={me.error} onRetry={() => void me.refetch()} />
  return <Loading />
}

function Door({ onIn }: { onIn: () => void }) {
  const text = useText()
  const setup = useQuery(setupQuery())
  const client = useQueryClient()
  const [newName, setNewName] = useState('')
  if (setup.isPending) return <Loading />
  if (setup.data?.needed)
    return (
      <SetupPage
        onDone={(username) => {
          setNewName(username)
          client.setQueryData(setupQuery().queryKey, (ways) => (ways ? { ...ways, needed: false } : ways))
        }}
      />
    )
  return (
    <Doorway title={text(words.signInTitle)}>
      {new URLSearchParams(location.search).has('error') ? (
        <Alert type="error" showIcon title={text(words.providerFailed)} />
      ) : null}
      <SignInForm onSignedIn={onIn} name={newName} />
    </Doorway>
  )
}

/** Over the page, not instead of it: forms below keep what is in them. */
function SignInAgain({ name }: { name: string }) {
  const text = useText()
  const client = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  useEffect(() => onSignedOut(() => setIsOpen(true)), [])
  return (
    <Modal
      open={isOpen}
      closable={false}
      keyboard={false}
      footer={null}
      title={text(words.sessionEnded)}
      width={400}
      destroyOnHidden
    >
      <p className="lf-soft">
        {text(words.sessionEndedHint)} ({name})
      </p>
      <SignInForm
        onSignedIn={() => {
          setIsOpen(false)
          void client.invalidateQueries()
        }}
      />
    </Modal>
  )
}
