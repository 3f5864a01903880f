// Saves a file from the server: fetched instead of linked to, so that a refusal is shown here and not saved as a file.
import { networkProblem, readProblem } from './problem.ts'

/** @throws RequestProblem */
export async function saveFile(address: string): Promise<void> {
  const response = await fetch(address).catch(() => {
    throw networkProblem()
  })
  if (!response.ok) throw readProblem(response.status, await response.json().catch(() => null))
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = name ? decodeURIComponent(name) : 'export'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
