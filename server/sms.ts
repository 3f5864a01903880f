// The carrier of text messages that is there by default: a file in the data folder, one line a message.
import { appendFile } from 'node:fs/promises'
import type { Log, SendSms } from '../core/context.ts'

/**
 * Writes each message to the file named by SMS_LOG. A file outlives what the matter may keep, so it holds no more of a
 * number than its last two digits; a carrier gets the whole.
 */
export const smsToLog =
  (config: { smsLog: string }, log: Log): SendSms =>
  async (phone, text) => {
    await appendFile(config.smsLog, `${JSON.stringify({ phone: `…${phone.slice(-2)}`, text })}\n`, { mode: 0o600 })
    log.info({ characters: text.length }, 'a text message was written to the file, not sent')
  }
