// The tables of accounts as Kysely sees them. Columns are described in core/migrations.
import type { Generated } from 'kysely'

interface AccountsUsers {
  county_id: number | null
  division_id: number | null
  id: string
  sort: Generated<'staff' | 'machine'>
  username: string
  name: string
  email: string
  email_verified: Generated<boolean>
  image: string | null
  two_factor_enabled: Generated<boolean>
  must_change_password: Generated<boolean>
  disabled_at: Date | null
  created_at: Date
  updated_at: Date
}

interface AccountsSessions {
  id: string
  user_id: string
  token: string
  ip_address: string | null
  user_agent: string | null
  seen_at: Date
  device_id: Generated<string | null>
  strong: Generated<boolean>
  expires_at: Date
  created_at: Date
  updated_at: Date
}

interface AccountsCredentials {
  id: string
  user_id: string
  provider_id: string
  account_id: string
  password: string | null
  created_at: Date
  updated_at: Date
}

interface AccountsVerifications {
  id: string
  identifier: string
  expires_at: Date
}

interface AccountsSecondFactors {
  id: string
  user_id: string
}

interface AccountsPasskeys {
  id: string
  user_id: string
}

interface AccountsTokens {
  id: string
  user_id: string
  start: string
  hash: string
  made_by: string
  created_at: Date
  expires_at: Date | null
  used_at: Date | null
  revoked_at: Date | null
}

interface AccountsAttempts {
  key: string
  failures: number
  last_at: Date
  until_at: Date | null
}

export interface AccountTables {
  accounts_users: AccountsUsers
  accounts_sessions: AccountsSessions
  accounts_credentials: AccountsCredentials
  accounts_verifications: AccountsVerifications
  accounts_second_factors: AccountsSecondFactors
  accounts_passkeys: AccountsPasskeys
  accounts_tokens: AccountsTokens
  accounts_attempts: AccountsAttempts
}
