import { createHost, silentLog, type Connection, type LocationRecord, type Page } from "@anyshelf/connector-kit"
import { AddressRefused } from "@anyshelf/connector-kit/safe-fetch"
import { withoutSecrets } from "../../domain/channels/connection-settings"
import { messageOf } from "../messages"

/** What a shop said when it was asked once for its places. */
export type Reached =
  | { readonly ok: true; readonly tookMs: number; readonly places: readonly ReachedPlace[] }
  /** Why not, and what to do. Holds no secret. */
  | { readonly ok: false; readonly tookMs: number; readonly reason: string }

export interface ReachedPlace {
  readonly id: string
  readonly name: string
  readonly active: boolean
}

const timeoutMs = 10_000
/** Nobody waits longer at a screen, whatever the connector does in between. */
const wholeMs = 20_000
const pagesMax = 20

/** Asks a shop for its places, past the engine: it tells a person at once whether the settings work. */
export async function reachShop(connection: Connection, send: typeof fetch): Promise<Reached> {
  const startedAt = performance.now()
  const took = () => Math.round(performance.now() - startedAt)
  const refusals: string[] = []
  try {
    const session = openOnce(connection, noting(send, refusals))
    const places = await within(wholeMs, readPlaces(session))
    return { ok: true, tookMs: took(), places }
  } catch (error) {
    const said = refusals[0] ?? messageOf(error)
    return { ok: false, tookMs: took(), reason: withoutSecrets(said, secretsOf(connection)) }
  }
}

const openOnce = ({ connector, config }: Connection, send: typeof fetch) =>
  connector.open(config, createHost({ fetch: send, timeoutMs, log: silentLog }))

async function readPlaces(session: ReturnType<typeof openOnce>): Promise<ReachedPlace[]> {
  const places: ReachedPlace[] = []
  let cursor: string | null = null
  for (let page = 0; page < pagesMax; page += 1) {
    const { items, next }: Page<"locations"> = await session.pull("locations", cursor)
    places.push(...items.flatMap((item) => ("deleted" in item ? [] : [placeOf(item)])))
    if (next === null) break
    cursor = next
  }
  return places
}

const placeOf = ({ ref, name, active }: LocationRecord): ReachedPlace => ({ id: ref, name, active })

/** A connector wraps what its request failed of in words of its own; why an address was refused is what a person has to know. */
function noting(send: typeof fetch, refusals: string[]): typeof fetch {
  return async (input, init) => {
    try {
      return await send(input, init)
    } catch (error) {
      if (error instanceof AddressRefused) refusals.push(error.message)
      throw error
    }
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error(`The shop did not answer within ${ms / 1_000} seconds.`)), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** The secrets of a connection, as values. */
export const secretsOf = ({ connector, config }: Connection): unknown[] =>
  connector.secrets.map((name) => (config as Record<string, unknown> | null)?.[name])
