// The doors of the sign-in service: user name and password, second step, identity provider, and out.
import { request } from '../../ui/http/request.ts'

const post = <T>(door: string, body: object) => request<T>(`/api/auth/${door}`, { method: 'POST', body })

/** Answers whether a code is asked for next. @throws RequestProblem */
export const signIn = async (username: string, password: string): Promise<{ needsCode: boolean }> => {
  const answer = await post<{ twoFactorRedirect?: boolean }>('sign-in/username', { username, password })
  return { needsCode: answer.twoFactorRedirect === true }
}

export const giveCode = (code: string) => post('two-factor/verify-totp', { code })
export const giveBackupCode = (code: string) => post('two-factor/verify-backup-code', { code })

export interface SecondStepSetUp {
  totpURI: string
  backupCodes: string[]
}
export const startSecondStep = (password: string) => post<SecondStepSetUp>('two-factor/enable', { password })
export const endSecondStep = (password: string) => post('two-factor/disable', { password })

/** Goes to the identity provider, which sends the browser back. */
export const signInElsewhere = async (): Promise<void> => {
  const { url } = await post<{ url: string }>('sign-in/social', { provider: 'oidc', callbackURL: '/' })
  location.assign(url)
}

export const signOut = () => post('sign-out', {})
