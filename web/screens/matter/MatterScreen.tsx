// A matter on its own page, under an address that can be sent to a colleague.
import { useParams } from '@tanstack/react-router'
import { Empty } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { findKind } from '../../modules.ts'
import { MatterPanel } from './MatterPanel.tsx'
import { words } from './messages.ts'

export function MatterScreen() {
  const text = useText()
  const { kind: name, id } = useParams({ strict: false })
  const kind = findKind(name)
  if (!kind || !id) return <Empty title={text(words.notFound)} />
  return <MatterPanel key={id} kind={kind} id={id} layout="page" />
}
