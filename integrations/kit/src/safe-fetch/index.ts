import { lookup as resolve, type LookupAddress } from "node:dns"
import type { LookupFunction } from "node:net"
import { Agent, fetch as undiciFetch } from "undici"
import { isPublicAddress } from "./addresses"
import { isAllowed, readAllowedHosts, type AllowedHosts } from "./allowed-hosts"
import { AddressRefused, refusalOfAddress, refusalOfUrl } from "./refusal"

export { AddressRefused } from "./refusal"

/** How a guarded `fetch` is made. */
export interface SafeFetchOptions {
  /** Hosts with their ports that may be reached although they are private or speak plain http: `127.0.0.1:4200`. @default none */
  readonly allow?: readonly string[]
  /** Asks for the addresses of a host. @default the system's resolver */
  readonly resolve?: (host: string, done: (error: Error | null, addresses: LookupAddress[]) => void) => void
}

/**
 * A `fetch` that reaches the public Internet over https, and what is allowed by name, and nothing else: whatever address a
 * configuration or a vendor's answer names, it leads to nobody's own network. The address that was judged is the one that is
 * connected to, so a name that resolves to another place the second time gains nothing. A redirect is never followed: it comes back
 * as the answer, and is judged when it is asked for. Throws `AddressRefused` before anything is sent.
 */
export function safeFetch(options: SafeFetchOptions = {}): typeof fetch {
  const allowed = readAllowedHosts(options.allow ?? [])
  const open = new Agent()
  const guarded = new Agent({ connect: { lookup: guardedLookup(options.resolve ?? resolveAll) } })
  return async (input, init) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    const refusal = refusalOfUrl(url, allowed)
    if (refusal !== null) throw new AddressRefused(refusal)
    const answer = undiciFetch(url, {
      method: request.method,
      headers: [...request.headers],
      // Read here, since a form or a blob of Node's own fetch means nothing to another one.
      body: request.body === null ? null : Buffer.from(await request.arrayBuffer()),
      signal: request.signal,
      redirect: "manual",
      dispatcher: isAllowed(url, allowed) ? open : guarded,
    })
    // The same standard, from another package: its types have other names.
    return (await answer.catch(asRefusal)) as unknown as Response
  }
}

/** Why an address in a configuration will be refused, as far as can be told before it is asked; null when nothing speaks against it. */
export function refusalOf(address: string, allow: readonly string[] | AllowedHosts = []): string | null {
  if (!URL.canParse(address)) return null
  return refusalOfUrl(new URL(address), allow instanceof Set ? allow : readAllowedHosts(allow as readonly string[]))
}

/** Resolves a host for a socket; one bad address among several good ones refuses it. */
function guardedLookup(resolveHost: NonNullable<SafeFetchOptions["resolve"]>): LookupFunction {
  return (host, options, done) =>
    resolveHost(host, (error, addresses) => {
      if (error) return done(error, [])
      const [first] = addresses
      const bad = addresses.find(({ address }) => !isPublicAddress(address))
      if (bad || !first) return done(new AddressRefused(refusalOfAddress(host, bad?.address ?? "no address")), [])
      return options.all ? done(null, addresses) : done(null, first.address, first.family)
    })
}

const resolveAll: NonNullable<SafeFetchOptions["resolve"]> = (host, done) => resolve(host, { all: true }, done)

/** `fetch` hides why it failed behind "fetch failed". */
function asRefusal(error: unknown): never {
  const cause = error instanceof Error ? error.cause : undefined
  throw cause instanceof AddressRefused ? cause : error
}
