// TLS from two files: checked when read, read again when they change or on SIGHUP, without a stop.
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import type { Server } from 'node:https'
import type { Log } from '../../core/context.ts'

export interface TlsFiles {
  /** PEM: the server's certificate first, then those that lead to its root. */
  cert: string
  /** PEM, without a passphrase. */
  key: string
}

export interface Tls {
  cert: Buffer
  key: Buffer
  /** Until when the certificate is valid. */
  validTo: Date
}

const lookEveryMs = 10_000

/** Reads both. @throws Error with a sentence: not there, no certificate, not a pair */
export function readTls(files: TlsFiles): Tls {
  const cert = readNamed('TLS_CERT', files.cert)
  const key = readNamed('TLS_KEY', files.key)
  const certificate = parsed('TLS_CERT', files.cert, () => new X509Certificate(cert))
  const privateKey = parsed('TLS_KEY', files.key, () => createPrivateKey(key))
  if (!certificate.checkPrivateKey(privateKey))
    throw new Error(
      `TLS_KEY 与 TLS_CERT 不是一对。 / ${files.key} is not the key of the certificate in ${files.cert}: give the two that were made together.`,
    )
  return { cert, key, validTo: new Date(certificate.validTo) }
}

function readNamed(name: string, path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException
    throw new Error(`${name}=${path}：读不到（${code}）。 / ${name}=${path} cannot be read (${code}).`, {
      cause: fault,
    })
  }
}

function parsed<T>(name: string, path: string, parse: () => T): T {
  try {
    return parse()
  } catch (fault) {
    throw new Error(`${name}=${path}：不是 PEM 文件。 / ${name}=${path} is no PEM file without a passphrase.`, {
      cause: fault,
    })
  }
}

/**
 * Takes the files' new content into use when they change, and on SIGHUP. A pair that does not fit (half of it was
 * written) is told of and not used. Returns what ends the watching.
 */
export function keepTlsFresh(server: Server, files: TlsFiles, log: Log): () => void {
  let used = readTls(files)
  const look = () => {
    try {
      const next = readTls(files)
      if (next.cert.equals(used.cert) && next.key.equals(used.key)) return
      server.setSecureContext({ cert: next.cert, key: next.key })
      used = next
      log.warn({ validTo: next.validTo.toISOString() }, 'a new certificate is in use')
    } catch (fault) {
      log.error({ fault: (fault as Error).message }, 'the new certificate is not used')
    }
  }
  const paths = [files.cert, files.key]
  for (const path of paths) watchFile(path, { interval: lookEveryMs, persistent: false }, look)
  process.on('SIGHUP', look)
  return () => {
    for (const path of paths) unwatchFile(path, look)
    process.off('SIGHUP', look)
  }
}
