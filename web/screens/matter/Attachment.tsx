// One stored file, shown by what it is: the id alone does not tell, so the server is asked for its head.
import { FileOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Image, Skeleton } from 'antd'
import { words as kit } from '../../../ui/messages.ts'
import { useText } from '../../../ui/text/language.tsx'

export function Attachment({ address }: { address: string }) {
  const text = useText()
  const { data: mediaType, isPending } = useQuery({
    queryKey: ['file-type', address],
    queryFn: async ({ signal }) => {
      const response = await fetch(address, { method: 'HEAD', signal })
      return response.headers.get('content-type') ?? ''
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (isPending) return <Skeleton.Image active style={{ width: 112, height: 112 }} />
  if (mediaType?.startsWith('image/'))
    return <Image src={address} width={112} height={112} alt={text(kit.photo)} className="matter-photo" />
  if (mediaType?.startsWith('audio/') || mediaType?.startsWith('video/webm'))
    // biome-ignore lint/a11y/useMediaCaption: a resident's voice note has no captions; its account is beside it
    return <audio controls preload="none" src={address} className="matter-voice" aria-label={text(kit.voice)} />
  return (
    <a href={address} download>
      <FileOutlined /> {text(kit.document)}
    </a>
  )
}
