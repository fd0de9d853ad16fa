import { randomBytes } from "node:crypto"
import { startToyServer, toyConnector, ToyShop, type ToyServer } from "@anyshelf/connector-kit/toy"

/** What the app under test allows and connects. Options travel by reference, so that a port that is not known yet can be added. */
export const allowed: string[] = []

/** Makes the app under test able to connect toy shops in Admin. Before it boots. */
export function offerToys(secretsKey: string | undefined = randomBytes(32).toString("base64")): void {
  const options = { channelConnectors: [toyConnector], allowPrivateAddresses: allowed, secretsKey }
  Object.assign(globalThis, { anyshelfTestOptions: options })
}

/** Secrets that would be noticed anywhere. */
export const secrets = { token: "toy-token-never-to-be-seen", webhookSecret: "toy-webhook-secret-never-to-be-seen" }

/** A toy shop on a port of its own, which the app may reach. */
export async function listenAsToy(): Promise<{ readonly shop: ToyShop; readonly server: ToyServer }> {
  const shop = new ToyShop({
    ...secrets,
    articles: ["cup", "hat", "mug"].map((each) => ({ ref: each, title: each, sku: each.toUpperCase() })),
    locations: { web: "Warehouse", store: "Store 1" },
  })
  const server = await startToyServer(shop)
  allowed.push(new URL(server.url).host)
  return { shop, server }
}
