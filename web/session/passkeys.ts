// Passkeys: the talk between browser and server is left to the client of the server's sign-in library.
import { passkeyClient } from '@better-auth/passkey/client'
import { createAuthClient } from 'better-auth/client'
import { label } from '../../contract/label.ts'
import { RequestProblem, readProblem } from '../../ui/http/problem.ts'
import { get, request } from '../../ui/http/request.ts'

const client = createAuthClient({ basePath: '/api/auth', plugins: [passkeyClient()] })

const unfinished = label('没有完成通行密钥验证', 'The passkey step was not finished')

interface Fault {
  status?: number
  code?: string
}

/** A refusal of the server keeps its words; whatever the browser itself gave up on is one thing to people. */
function thrown(error: Fault | null | undefined): void {
  if (!error) return
  if (error.code?.includes('.')) throw readProblem(error.status ?? 0, error)
  throw new RequestProblem({ status: 0, code: 'passkey', title: unfinished, detail: null, errors: [], extra: {} })
}

export async function signInByPasskey(): Promise<void> {
  const answer = await client.signIn.passkey()
  thrown(answer?.error as Fault | null)
}

export async function addPasskey(name: string): Promise<void> {
  const answer = await client.passkey.addPasskey({ name })
  thrown(answer?.error as Fault | null)
}

export interface PasskeyView {
  id: string
  name?: string | null
  createdAt?: string | null
}
export const listPasskeys = () => get<PasskeyView[]>('/api/auth/passkey/list-user-passkeys')
export const deletePasskey = (id: string) =>
  request('/api/auth/passkey/delete-passkey', { method: 'POST', body: { id } })
