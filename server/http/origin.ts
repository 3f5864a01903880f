// The address we were asked under, for links that a client follows: whatever name it knows us by.
import type { FastifyRequest } from 'fastify'

/** `https://desk.example:8443` of a request, without a slash at the end. */
export const originOf = (request: FastifyRequest): string => {
  // A host with other characters is no host, and must not get into a link.
  const host = /^[\w.:[\]-]{1,255}$/.test(request.host) ? request.host : 'localhost'
  return `${request.protocol}://${host}`
}
