// The headline of a matter in the language of the screen.
import { formFields } from '../../contract/derive/forms.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { Text } from '../../ui/text/language.tsx'

/** A headline that is one of a kind's choices comes in Chinese and is told in the language of the screen. */
export function headlineIn(kind: AnyMatterKind, headline: string, text: Text): string {
  const [field] = formFields(kind, [kind.headline as string])
  const choice = Object.values(field?.choices ?? {}).find((each) => each.zh === headline)
  return choice ? text(choice) : headline
}
