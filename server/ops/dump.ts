// A PostgreSQL that is kept by somebody else: dumped and filled by its own programs, which must be installed here.
import { spawn } from 'node:child_process'

/** How PostgreSQL's programs are told where to go: by the environment, because a command line can be read by everybody. */
export function clientEnvironment(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const given = {
    PGHOST: searchParams.get('host') ?? decodeURIComponent(hostname),
    PGPORT: searchParams.get('port') ?? port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode') ?? '',
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
}

/** Runs `pg_dump` or `pg_restore`. @throws Error with a sentence: not installed, or its own last words */
export function runClient(program: 'pg_dump' | 'pg_restore', args: readonly string[], url: string): Promise<void> {
  return new Promise((done, fail) => {
    const env = { PATH: process.env.PATH ?? '', ...clientEnvironment(url) }
    const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let words = ''
    child.stderr.on('data', (chunk) => {
      words = `${words}${chunk}`.slice(-2000)
    })
    child.on('error', () =>
      fail(
        new Error(
          `没有找到 ${program}：请安装与数据库同版本的 PostgreSQL 客户端。 / ${program} was not found: install the PostgreSQL client of the database's version.`,
        ),
      ),
    )
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(`${program}: ${words.trim()}`))))
  })
}
