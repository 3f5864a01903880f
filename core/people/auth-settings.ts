// What signing in is set up with, and the words that both sides of better-auth.ts know: that one is large and loaded late.
import type { Kysely } from 'kysely'
import type { Tables } from '../db/tables.ts'

export interface OidcSettings {
  issuer: string
  clientId: string
  clientSecret: string
}

export interface AuthSettings {
  db: Kysely<Tables>
  /** Signs cookies and encrypts second factors. */
  secret: string
  /** The address people see. */
  baseUrl: string
  /** Other addresses under which our own pages are served. */
  trustedOrigins: readonly string[]
  oidc: OidcSettings | null
  now(): Date
  log: { error(facts: object, message: string): void }
}

/** The id under which the identity provider stands in accounts_credentials. */
export const oidcProvider = 'oidc'
/** Carries the caller's address, as the server knows it, past whatever the caller claims. */
export const addressHeader = 'x-client-address'
/** Where a sign-in at the identity provider returns to when it failed; `?error=` says why. */
export const signInPage = '/'

/** The code under which better-auth passes on that too many passwords are being checked. */
export const busyCode = 'TOO_MANY_PASSWORDS'

/**
 * The origins of our own pages: those of the settings, and whatever host the request was sent to, since page and
 * interface have one host. An office reaches us under an address of its network that no setting names.
 */
export function ourOrigins(settings: Pick<AuthSettings, 'baseUrl' | 'trustedOrigins'>, url: string): string[] {
  const { host } = new URL(url)
  return [new URL(settings.baseUrl).origin, ...settings.trustedOrigins, `http://${host}`, `https://${host}`]
}
