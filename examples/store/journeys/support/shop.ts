import fs from "node:fs"
import path from "node:path"
import { journeyPlace, startPlace } from "../../../../scripts/lib/journey-template.cjs"
import { planStack, urlsOf } from "../../../../scripts/lib/stack.cjs"
import { askGraphql, type Answer, type Caller } from "./graphql"
import { medusaClient, type MedusaClient } from "./medusa"
import { standInClient, type StandInClient } from "./stand-in"
import { waitUntil } from "./wait-until"

const root = path.resolve(__dirname, "../../../..")

/** What the seed noted down. */
export interface Keys {
  /** Of the web shop; goes into `x-publishable-api-key`. */
  readonly publishable: string
  /** Of the staff. */
  readonly secret: string
  readonly adminEmail: string
  /** A product of our own catalogue, with several variants in stock. */
  readonly handle: string
}

/** The whole store, running: Medusa with the built plugin, the stand-in, the connectors' server and the gateway. */
export interface Shop {
  readonly urls: ReturnType<typeof urlsOf>
  readonly keys: Keys
  readonly adminPassword: string
  /** What the processes share among themselves, for a test that takes the place of one. */
  readonly secrets: { readonly gateway: string; readonly shopifyToken: string }
  /** The running servers, to watch their memory. */
  readonly processIds: { readonly medusa: number; readonly gateway: number }
  /** The store's own database, to look behind the curtain. */
  readonly databaseUrl: string
  /** Asks the gateway. As a shopper of the web shop unless told otherwise. */
  graphql<T = Record<string, unknown>>(query: string, variables?: object, as?: Caller): Promise<Answer<T>>
  readonly medusa: MedusaClient
  readonly standIn: StandInClient
  /** Ends everything and throws the database away. Call it in `afterAll`. */
  close(): Promise<void>
}

/** The PostgreSQL that this run was given. */
export function databaseServer(): string {
  const url = process.env.TEST_DATABASE_URL
  if (url) return url
  throw new Error(
    "TEST_DATABASE_URL is not set: run `npm test`, or set it to a PostgreSQL whose user may create databases."
  )
}

/** Waits until what starting took of the shop's rate limit has come back: live answers are held back while it is low. */
async function untilRested({ control }: StandInClient): Promise<void> {
  type State = { throttle: { maximumAvailable: number; currentlyAvailable: number } }
  await waitUntil(() => control<State>("/state"), {
    withinMs: 30_000,
    good: ({ throttle }) => throttle.currentlyAvailable >= 0.9 * throttle.maximumAvailable,
  })
}

/** Opens a store of its own: nothing that another test did is in it. Takes about ten seconds; the first one a minute more. */
export async function openShop(): Promise<Shop> {
  const { place, remove } = await journeyPlace({ root, serverUrl: databaseServer() })
  const running = await startPlace(place).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  const urls = urlsOf(place.ports)
  const keys = JSON.parse(fs.readFileSync(path.join(place.stateDir, "keys.json"), "utf8")) as Keys
  let { standIn } = running
  const standInControl = standInClient(urls.standIn, {
    stop: () => standIn.stop(),
    start: async () => void (standIn = await running.restart(planStack(place).standIn)),
  })
  await untilRested(standInControl)
  return {
    urls,
    keys,
    adminPassword: place.secrets.adminPassword,
    secrets: place.secrets,
    processIds: { medusa: running.medusa.pid, gateway: running.gateway.pid },
    databaseUrl: place.databaseUrl,
    graphql: (query, variables, as) => askGraphql(`${urls.gateway}/graphql`, { query, variables, keys, as }),
    medusa: medusaClient(urls.medusa, keys),
    standIn: standInControl,
    close: async () => {
      await running.stopAll()
      await remove()
    },
  }
}
