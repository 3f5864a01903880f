// Which addresses a request of ours may go to: the public internet, and the networks that a setting names.
import { BlockList, isIP } from 'node:net'

/** Special-purpose addresses (IANA registries of RFC 6890): this machine, the office, the cloud's metadata, multicast. */
const reserved4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** Everything public lies in 2000::/3; within it, what carries another address or is reserved does not count. */
const public6 = ['2000::/3']
const reserved6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const listOf = (subnets: readonly string[]): BlockList => {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [address = '', bits] = subnet.split('/')
    const sort = sortOf(address)
    list.addSubnet(address, bits === undefined ? (sort === 'ipv4' ? 32 : 128) : Number(bits), sort)
  }
  return list
}
const sortOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

const isReserved4 = listOf(reserved4)
const isPublic6 = listOf(public6)
const isReserved6 = listOf(reserved6)

/** `::ffff:10.0.0.1` is 10.0.0.1, in whichever way it is written. */
function plainAddress(address: string): string {
  const [bare = ''] = address.split('%')
  const host = isIP(bare) === 6 ? (URL.parse(`http://[${bare}]`)?.hostname.slice(1, -1) ?? bare) : bare
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host)
  if (!mapped) return host
  const [high, low] = [Number.parseInt(mapped[1] ?? '', 16), Number.parseInt(mapped[2] ?? '', 16)]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

export type Standing = 'public' | 'allowed' | 'refused'

/** Tells how an address stands, given the networks (`10.1.2.0/24`, `fd00::1`) that a setting allows besides. */
export function addressStanding(networks: readonly string[]): (address: string) => Standing {
  const allowed = listOf(networks)
  return (given) => {
    const address = plainAddress(given)
    const version = isIP(address)
    if (version === 0) return 'refused'
    if (allowed.check(address, sortOf(address))) return 'allowed'
    if (version === 4) return isReserved4.check(address, 'ipv4') ? 'refused' : 'public'
    return isPublic6.check(address, 'ipv6') && !isReserved6.check(address, 'ipv6') ? 'public' : 'refused'
  }
}
