import { isIP } from "node:net"
import { isPublicAddress } from "./addresses"
import { isAllowed, type AllowedHosts } from "./allowed-hosts"

/** The address is not one that may be reached for a channel. Its message says what to do; nothing was sent. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused"
}

const remedy =
  "If it is meant, for a stand-in or a connector of your own, name it with its port in the option `allowPrivateAddresses` (ANYSHELF_ALLOW_ADDRESSES)."

/**
 * Why an address may not be reached, as far as can be told without asking a resolver; null when nothing speaks against it. Numbers
 * written as decimals, octals or hex, and IPv4 within IPv6, are read as a browser reads them.
 */
export function refusalOfUrl(url: URL, allowed: AllowedHosts): string | null {
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return `${url.protocol} is not a way to reach a channel; use https.`
  if (url.username || url.password) return "An address must not carry a name and password."
  if (isAllowed(url, allowed)) return null
  const host = url.hostname.replace(/^\[|\]$/g, "")
  if (isIP(host) && !isPublicAddress(host)) return refusalOfAddress(url.host, host)
  if (url.protocol === "http:") return `${url.host} is asked over plain http: use https. ${remedy}`
  return null
}

/** What to say of a host that resolves to an address within. */
export const refusalOfAddress = (host: string, address: string): string =>
  `${host} is not on the public Internet (${address}), so it is not asked. ${remedy}`
