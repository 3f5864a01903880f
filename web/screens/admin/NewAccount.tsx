// A new account with its first post; its first password is shown once.
import { text as textField } from '../../../contract/fields.ts'
import type { FirstPassword } from '../../../contract/people.ts'
import { useText } from '../../../ui/text/language.tsx'
import { FormModal } from '../../parts/FormModal.tsx'
import { words } from './messages.ts'
import { postFields } from './post-fields.ts'
import { useSaved } from './use-saved.ts'

const fields = {
  username: textField({ label: words.username, hint: words.usernameHint, max: 30 }),
  name: textField({ label: words.shownName, hint: words.shownNameHint, max: 40 }),
  ...postFields,
}

export function NewAccount({ onClose, onMade }: { onClose: () => void; onMade: (made: FirstPassword) => void }) {
  const text = useText()
  const saved = useSaved('accounts')
  return (
    <FormModal<FirstPassword>
      title={text(words.newAccount)}
      hint={text(words.giveHint)}
      fields={fields}
      sending={({ username, name, ...post }) => ({
        path: '/api/admin/accounts',
        body: { username, name, divisionId: post.divisionId, posts: [post] },
      })}
      onDone={(made) => {
        saved()
        onMade(made)
      }}
      onClose={onClose}
    />
  )
}
