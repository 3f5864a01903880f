// Reads the store again: another tab wrote, or one that died did so without a word.
import type { Phone, Session } from './phone.ts'
import { readAll } from './rows.ts'

/** What is in memory becomes what is on the disk. In turn with the writes of this tab. */
export async function followStore(phone: Phone, session: Session): Promise<void> {
  Object.assign(session.held, await readAll(phone.store, session.sealer))
  phone.changed()
}
