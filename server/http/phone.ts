// What a phone says of itself with every request: which one it is, and what its clock shows.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '../../contract/access.ts'
import { fieldProblem } from '../../contract/errors.ts'
import { deviceHeader, deviceNowHeader } from '../../contract/field.ts'
import { label } from '../../contract/label.ts'
import type { House } from '../../core/context.ts'
import { meetDevice } from '../../core/field/devices.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Meets the phone of every request that names one, before anything else is done for it. */
export function meetPhones(
  app: FastifyInstance,
  house: House,
  actorOf: (request: FastifyRequest) => Promise<Actor>,
): void {
  app.addHook('onRequest', async (request) => {
    const id = request.headers[deviceHeader]
    if (id === undefined) return
    if (typeof id !== 'string' || !uuid.test(id))
      throw fieldProblem(deviceHeader, label('手机编号应为 UUID 第 7 版', 'The id of a phone is a UUID version 7'))
    await meetDevice(house, await actorOf(request), id)
  })
}

// A clock further off than this is not set at all: nothing can be read from it.
const mostAheadMs = 50 * 365 * 86_400_000

/** What a context knows of the phone that sent the request. */
export function phoneOf(request: FastifyRequest, now: Date): { deviceId?: string; deviceAheadMs?: number } {
  const id = request.headers[deviceHeader]
  const said = request.headers[deviceNowHeader]
  const isTime = typeof said === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]{5,15}(Z|[+-]\d\d:\d\d)$/.test(said)
  const ahead = isTime ? Date.parse(said) - now.getTime() : Number.NaN
  return {
    ...(typeof id === 'string' ? { deviceId: id } : {}),
    ...(Math.abs(ahead) <= mostAheadMs ? { deviceAheadMs: ahead } : {}),
  }
}
