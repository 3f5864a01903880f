// The screens of the live bench: many streams in one process, each noting when a change reached it.
import { Agent, request } from 'node:http'

const arrivals: { id: string; at: number }[] = []
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
const idPattern = /"id":"([0-9a-f-]{36})"/g

function openStream(url: string, token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/api/live`,
      { agent, headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' } },
      (response) => {
        if (response.statusCode !== 200) return reject(new Error(`stream ${response.statusCode}`))
        let rest = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          const at = Date.now()
          rest += chunk
          const end = rest.lastIndexOf('\n\n')
          if (end < 0) return
          for (const match of rest.slice(0, end).matchAll(idPattern)) arrivals.push({ id: match[1] as string, at })
          rest = rest.slice(end + 2)
        })
        resolve()
      },
    )
    sent.on('error', reject)
    sent.end()
  })
}

process.on(
  'message',
  async (message: { url?: string; tokens?: string[]; clients?: number; sent?: Record<string, number> }) => {
    if (message.url && message.tokens && message.clients) {
      for (let i = 0; i < message.clients; i++)
        await openStream(message.url, message.tokens[i % message.tokens.length] as string)
      process.send?.('ready')
    }
    const { sent } = message
    if (sent) {
      const known = arrivals.filter((a) => a.id in sent)
      // Every twentieth is enough for a quantile, and small enough to send.
      const latencies = known.filter((_, i) => i % 20 === 0).map((a) => a.at - (sent[a.id] as number))
      process.send?.({ latencies, received: known.length })
    }
  },
)
