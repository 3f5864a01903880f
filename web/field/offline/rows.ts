// Rows of the store, sealed and opened: every text is bound to its row, so that none can be passed off as another.
import type { FieldDivisions, FieldLists } from '../../../contract/field.ts'
import type { Base, CommandContent, Held, HeldCommand, HeldFile, Self } from './phone.ts'
import type { Sealer } from './seal.ts'
import type { CommandRow, SealedRow, Store } from './store.ts'

export const thingRow = async (sealer: Sealer, key: string, value: unknown): Promise<SealedRow> => ({
  key,
  sealed: await sealer.seal(`things/${key}`, value),
})

export const openThing = <T>(sealer: Sealer, row: SealedRow): Promise<T> =>
  sealer.open<T>(`things/${row.key}`, row.sealed)

export const matterRow = async (sealer: Sealer, base: Base): Promise<SealedRow> => ({
  key: base.view.id,
  sealed: await sealer.seal(`matters/${base.view.id}`, base),
})

/** The row of a command; without `n` it goes to the end of the queue. */
export async function commandRow<C extends Omit<HeldCommand, 'n'> | HeldCommand>(sealer: Sealer, command: C) {
  const { content, ...plain } = command
  return { ...plain, sealed: await sealer.seal(`commands/${command.id}`, content) } as Omit<C, 'content'> &
    Pick<CommandRow, 'sealed'>
}

const openCommand = async (sealer: Sealer, { sealed, ...plain }: CommandRow): Promise<HeldCommand> => ({
  ...plain,
  content: await sealer.open<CommandContent>(`commands/${plain.id}`, sealed),
})

interface Draft {
  name: string
  draft: unknown
}

export const draftPrefix = 'draft/'
export const storyPrefix = 'story/'

/** Reads and opens everything. @throws when a row does not open, which only a changed store does */
export async function readAll(store: Store, sealer: Sealer): Promise<Held> {
  const [things, matters, commands, files] = await Promise.all([
    store.things.filter(({ key }) => !key.startsWith(storyPrefix)).toArray(),
    store.matters.toArray(),
    store.commands.orderBy('n').toArray(),
    readFiles(store),
  ])
  const thing = async <T>(key: string): Promise<T | null> => {
    const row = things.find((one) => one.key === key)
    return row ? openThing<T>(sealer, row) : null
  }
  const self = await thing<Self>('self')
  if (self === null) throw new Error('the store has no person')
  const bases = await Promise.all(matters.map((row) => sealer.open<Base>(`matters/${row.key}`, row.sealed)))
  const queue = await Promise.all(commands.map((row) => openCommand(sealer, row)))
  const drafts = await Promise.all(
    things
      .filter(({ key }) => key.startsWith(draftPrefix))
      .map(async (row) => ({ key: row.key, ...(await openThing<Draft>(sealer, row)) })),
  )
  return {
    self,
    lists: await thing<FieldLists>('lists'),
    divisions: await thing<FieldDivisions>('divisions'),
    matters: new Map(bases.map((base) => [base.view.id, base])),
    commands: new Map(queue.map((command) => [command.n, command])),
    files: new Map(files.map((file) => [file.id, file])),
    drafts: new Map(drafts.map(({ key, name, draft }) => [name, { key, draft }])),
  }
}

/** Everything about the kept files but their content, which stays on the disk. */
async function readFiles(store: Store): Promise<HeldFile[]> {
  const files: HeldFile[] = []
  await store.files.each(({ sealed: _, ...file }) => void files.push(file))
  return files
}
