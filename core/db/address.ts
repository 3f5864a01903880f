// Where the database of a data folder answers: the one place that knows its socket, its password and its name.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { fitsSocket, folderTag } from './owner-lock.ts'

export const USER = 'lianfang'
/** Only names the socket file; no network port is opened. */
export const SOCKET_PORT = 5432
/** Kept in the data folder when the cluster had to go elsewhere: says where. */
export const PLACE_FILE = 'postgres.place'
export const PASSWORD_FILE = 'postgres.password'

/** The folder of the socket; outside the place of the cluster when its path would be longer than a socket may have. */
export function socketFolder(place: string): string {
  const inside = join(place, 'socket')
  return fitsSocket(join(inside, `.s.PGSQL.${SOCKET_PORT}`)) ? inside : `/tmp/lianfang-${folderTag(place)}`
}

/** The connection URL of a database of the server, with the password in it. */
export const urlOf = (socketDir: string, password: string, name: string): string =>
  `postgresql://${USER}:${password}@localhost/${name}?host=${encodeURIComponent(socketDir)}&port=${SOCKET_PORT}`

/** The folder that holds the cluster of a data folder: itself, or the one noted in it. */
export const placeOf = (dataDir: string): string => readOr(join(resolve(dataDir), PLACE_FILE)) ?? resolve(dataDir)

/** The URL of the server that runs on a data folder at this moment, or null when none answers. */
export async function runningUrl(dataDir: string): Promise<string | null> {
  const password = readOr(join(resolve(dataDir), PASSWORD_FILE))
  if (password === null) return null
  const url = urlOf(socketFolder(placeOf(dataDir)), password, USER)
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return url
  } catch {
    return null
  }
}

const readOr = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8').trim() : null)
