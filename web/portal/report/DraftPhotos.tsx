// The photos of the draft.
import { v7 as uuidv7 } from 'uuid'
import { type Label, label } from '../../../contract/label.ts'
import { Photos } from '../../../ui/phone/Photos.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { dropBlobs, keepBlob } from './blobs.ts'
import { longest } from './draft.ts'
import { useDraft } from './draft-context.tsx'
import { useBlobUrl } from './use-blob-url.ts'

export function DraftPhotos() {
  const say = useText()
  const { draft, present, change } = useDraft()
  const add = async (picture: Blob): Promise<Label | null> => {
    if (present().photos.length >= longest.photos)
      return label(`最多 ${longest.photos} 张照片`, `At most ${longest.photos} photos`)
    const key = uuidv7()
    await keepBlob(key, picture)
    change({ photos: [...present().photos, { key, name: 'photo.jpg', bytes: picture.size, fileId: null }] })
    return null
  }
  const remove = (key: string) => {
    change({ photos: draft.photos.filter((p) => p.key !== key) })
    void dropBlobs([key])
  }
  return (
    <Photos
      title={say(label('照片（可不加）', 'Photos (optional)'))}
      keys={draft.photos.map((p) => p.key)}
      most={longest.photos}
      useAddress={useBlobUrl}
      onAdd={add}
      onRemove={remove}
    />
  )
}
