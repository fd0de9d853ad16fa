import { refusalOf, safeFetch } from "@anyshelf/connector-kit/safe-fetch"
import type { ConfigValues } from "../domain/channels/connection-settings"
import type { ConnectionsMemory } from "../modules/channels/connections/connections-memory"

const ways = new WeakMap<ConnectionsMemory, typeof fetch>()

/** The only way from this process to a channel: the public Internet, and what `allowPrivateAddresses` names. */
export function wayOut(memory: ConnectionsMemory): typeof fetch {
  const known = ways.get(memory)
  if (known) return known
  const way = safeFetch({ allow: memory.allowPrivateAddresses })
  ways.set(memory, way)
  return way
}

/** Why one of the addresses in a configuration cannot be reached, whatever its connector makes of it; null when none stands out. */
export function refusedAddressIn(memory: ConnectionsMemory, config: ConfigValues): string | null {
  const addresses = Object.values(config).filter((value) => typeof value === "string" && /^https?:/i.test(value.trim()))
  const refusals = addresses.map((address) => refusalOf(String(address).trim(), memory.allowPrivateAddresses))
  return refusals.find((refusal) => refusal !== null) ?? null
}
