// Photos, never required: made small on the phone, shown, removable.
import { type ChangeEvent, useId, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { type Label, label } from '../../../contract/label.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { Note } from '../../../ui/phone/Note.tsx'
import { smallPhoto } from '../../../ui/phone/photo.ts'
import { useText } from '../../../ui/text/language.tsx'
import { dropBlobs, keepBlob } from './blobs.ts'
import { type Attachment, longest } from './draft.ts'
import { useDraft } from './draft-context.tsx'
import { useBlobUrl } from './use-blob-url.ts'

export function Photos() {
  const say = useText()
  const id = useId()
  const { draft, change } = useDraft()
  const { add, isBusy, fault } = useAddPhotos()
  const n = draft.photos.length
  const remove = (key: string) => {
    change({ photos: draft.photos.filter((p) => p.key !== key) })
    void dropBlobs([key])
  }
  return (
    <section className="block">
      <h2>{say(label('照片(可不加)', 'Photos (optional)'))}</h2>
      <p className="hint" id={`${id}-hint`}>
        {say(
          label(
            '先在手机上缩小,并去掉拍摄地点等信息。请尽量不要拍到人脸。',
            'Made small on the phone, without the place and device they carry. Please keep faces out of the picture.',
          ),
        )}
      </p>
      <ul className="photos">
        {draft.photos.map((photo, i) => (
          <Photo key={photo.key} photo={photo} n={i + 1} onRemove={() => remove(photo.key)} />
        ))}
        {n < longest.photos && (
          <li>
            <input
              id={id}
              className="file"
              type="file"
              accept="image/*"
              multiple
              aria-describedby={`${id}-hint`}
              disabled={isBusy}
              onChange={add}
            />
            <label htmlFor={id} className="photo-add">
              <Icon name="camera" />
              {isBusy ? say(label('正在处理…', 'Working…')) : say(label('加照片', 'Add photos'))}
            </label>
          </li>
        )}
      </ul>
      <p className="only-read" role="status">
        {n > 0 && say(label(`已加 ${n} 张照片`, n === 1 ? '1 photo added' : `${n} photos added`))}
      </p>
      {fault && (
        <Note tone="wrong" isAlert>
          <p>{say(fault)}</p>
        </Note>
      )}
    </section>
  )
}

function useAddPhotos() {
  const { present, change } = useDraft()
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<Label | null>(null)

  const addOne = async (file: File): Promise<Label | null> => {
    if (present().photos.length >= longest.photos)
      return label(`最多 ${longest.photos} 张照片`, `At most ${longest.photos} photos`)
    const small = await smallPhoto(file)
    if (!small)
      return label('这个文件不是能打开的照片,请换一张', 'This file is not a photo that opens here; choose another')
    const key = uuidv7()
    await keepBlob(key, small)
    change({ photos: [...present().photos, { key, name: 'photo.jpg', bytes: small.size, fileId: null }] })
    return null
  }
  const add = async (e: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(e.target.files ?? [])]
    e.target.value = ''
    setBusy(true)
    setFault(null)
    // One after the other: an old phone has memory for one picture at a time.
    for (const file of chosen) {
      const found = await addOne(file)
      if (found) setFault(found)
    }
    setBusy(false)
  }
  return { add, isBusy, fault }
}

function Photo({ photo, n, onRemove }: { photo: Attachment; n: number; onRemove: () => void }) {
  const say = useText()
  const url = useBlobUrl(photo.key)
  return (
    <li className="photo">
      {url && <img src={url} alt={say(label(`照片 ${n}`, `Photo ${n}`))} />}
      <button type="button" aria-label={say(label(`删掉照片 ${n}`, `Delete photo ${n}`))} onClick={onRemove}>
        <Icon name="trash" />
      </button>
    </li>
  )
}
