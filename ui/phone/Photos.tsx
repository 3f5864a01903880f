// Photos, never required: made small on the phone, shown, removable.
import { type ChangeEvent, useId, useState } from 'react'
import { type Label, label } from '../../contract/label.ts'
import { useText } from '../text/language.tsx'
import { Icon } from './Icon.tsx'
import { Note } from './Note.tsx'
import { smallPhoto } from './photo.ts'

/** Where pictures and sounds of this phone can be seen and heard: an address for a key, or null while it is sought. */
export type UseAddress = (key: string | null) => string | null

interface Props {
  title: string
  keys: readonly string[]
  most: number
  useAddress: UseAddress
  /** Keeps one picture; answers what stands against it. */
  onAdd: (picture: Blob) => Promise<Label | null>
  onRemove: (key: string) => void
}

export function Photos({ title, keys, most, useAddress, onAdd, onRemove }: Props) {
  const say = useText()
  const id = useId()
  const { add, isBusy, fault } = useAddPhotos(onAdd)
  const n = keys.length
  return (
    <section className="block">
      <h2>{title}</h2>
      <p className="hint" id={`${id}-hint`}>
        {say(
          label(
            '先在手机上缩小，并去掉拍摄地点等信息。请尽量不要拍到人脸。',
            'Made small on the phone, without the place and device they carry. Please keep faces out of the picture.',
          ),
        )}
      </p>
      <ul className="photos">
        {keys.map((key, i) => (
          <Photo key={key} photoKey={key} useAddress={useAddress} n={i + 1} onRemove={() => onRemove(key)} />
        ))}
        {n < most && (
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

function useAddPhotos(onAdd: Props['onAdd']) {
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<Label | null>(null)

  const addOne = async (file: File): Promise<Label | null> => {
    const small = await smallPhoto(file)
    return small
      ? onAdd(small)
      : label('这个文件不是能打开的照片，请换一张', 'This file is not a photo that opens here; choose another')
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

interface PhotoProps {
  photoKey: string
  useAddress: UseAddress
  n: number
  onRemove: () => void
}

function Photo({ photoKey, useAddress, n, onRemove }: PhotoProps) {
  const say = useText()
  const url = useAddress(photoKey)
  return (
    <li className="photo">
      {url && <img src={url} alt={say(label(`照片 ${n}`, `Photo ${n}`))} />}
      <button type="button" aria-label={say(label(`删掉照片 ${n}`, `Delete photo ${n}`))} onClick={onRemove}>
        <Icon name="trash" />
      </button>
    </li>
  )
}
