// The voice note of the draft.
import { v7 as uuidv7 } from 'uuid'
import { label } from '../../../contract/label.ts'
import { Voice, voiceName } from '../../../ui/phone/Voice.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { dropBlobs, keepBlob } from './blobs.ts'
import { useDraft } from './draft-context.tsx'
import { useBlobUrl } from './use-blob-url.ts'

export function DraftVoice() {
  const say = useText()
  const { draft, change } = useDraft()
  const { voice } = draft
  const keep = async (sound: Blob, seconds: number) => {
    const key = uuidv7()
    await keepBlob(key, sound)
    change({ voice: { key, name: voiceName(sound), bytes: sound.size, fileId: null, seconds } })
  }
  const remove = () => {
    if (!voice) return
    change({ voice: null })
    void dropBlobs([voice.key])
  }
  return (
    <Voice
      title={say(label('或者说一段（可不说）', 'Or say it (optional)'))}
      voice={voice}
      useAddress={useBlobUrl}
      onRecorded={(sound, seconds) => void keep(sound, seconds)}
      onRemove={remove}
    />
  )
}
