// Photos or a voice note of a field, kept sealed on the phone until they are sent.
import { useRef } from 'react'
import { type Label, label } from '../../../contract/label.ts'
import { Photos } from '../../../ui/phone/Photos.tsx'
import { canRecord } from '../../../ui/phone/use-recorder.ts'
import { Voice, voiceName } from '../../../ui/phone/Voice.tsx'
import { type InputProps, useTitle } from './input.ts'
import { useOffer } from './offer.tsx'

export function FilesInput(props: InputProps) {
  return props.field.name === 'voice' ? <VoiceInput {...props} /> : <PhotosInput {...props} />
}

function PhotosInput({ field, value, onChange }: InputProps) {
  const title = useTitle(field)
  const { keepFile, dropFile, useAddress } = useOffer()
  const ids = (value as string[] | undefined) ?? []
  // Several pictures are kept one after the other, before the next drawing.
  const latest = useRef(ids)
  latest.current = ids
  const most = (field.schema as { maxItems?: number }).maxItems ?? 6
  const change = (next: string[]) => {
    latest.current = next
    onChange(next)
  }
  const add = async (picture: Blob): Promise<Label | null> => {
    if (latest.current.length >= most) return label(`最多 ${most} 张照片`, `At most ${most} photos`)
    const kept = await keepFile(picture, 'photo.jpg')
    if ('fault' in kept) return kept.fault
    change([...latest.current, kept.id])
    return null
  }
  const remove = (id: string) => {
    change(ids.filter((each) => each !== id))
    dropFile(id)
  }
  return <Photos title={title} keys={ids} most={most} useAddress={useAddress} onAdd={add} onRemove={remove} />
}

function VoiceInput({ field, value, onChange }: InputProps) {
  const title = useTitle(field)
  const { keepFile, dropFile, useAddress } = useOffer()
  const [id] = (value as string[] | undefined) ?? []
  if (!canRecord() && id === undefined) return null
  const keep = async (sound: Blob) => {
    const kept = await keepFile(sound, voiceName(sound))
    if ('id' in kept) onChange([kept.id])
  }
  const remove = () => {
    if (id === undefined) return
    onChange([])
    dropFile(id)
  }
  return (
    <Voice
      title={title}
      voice={id === undefined ? null : { key: id }}
      useAddress={useAddress}
      onRecorded={(sound) => void keep(sound)}
      onRemove={remove}
    />
  )
}
