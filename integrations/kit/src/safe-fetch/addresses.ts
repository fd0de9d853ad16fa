import { parse, parseCIDR, type IPv6 } from "ipaddr.js"

/** Of IPv6, only this is the public Internet (RFC 4291 §2.4, IANA); the rest is ours, a neighbour's, or IPv4 in disguise. */
const publicV6 = parseCIDR("2000::/3") as [IPv6, number]

/**
 * Public addresses that answer only from within a cloud, and there with keys or with the machine's configuration:
 * Azure's https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16.
 */
const cloudInternal = new Set(["168.63.129.16"])

/**
 * Whether an address belongs to a host of the public Internet. Everything else is refused: loopback, private networks, link-local (and
 * with it the metadata services of clouds), carriers' networks, multicast, reserved blocks, and whatever carries IPv4 inside IPv6.
 *
 * @param address - as a resolver gives it; what is no address is not public
 */
export function isPublicAddress(address: string): boolean {
  const ip = parseOrNull(address)
  if (!ip || ip.range() !== "unicast") return false
  if (ip.kind() === "ipv4") return !cloudInternal.has(ip.toString())
  return (ip as IPv6).match(publicV6)
}

function parseOrNull(address: string) {
  try {
    return parse(address)
  } catch {
    return null
  }
}
