import assert from "node:assert/strict"
import { signIdentity } from "@anyshelf/connector-kit/subgraph"
import { openShop, type Shop } from "../examples/store/journeys/support/shop"
import { percentile, race, type Contestant } from "./support/load"
import { report } from "./support/report"

/**
 * What the gateway costs: one query that one subgraph answers alone, through the gateway and straight from the plugin's
 * subgraph with the very header that the gateway would send.
 */
const query = `{
  products(first: 20) {
    nodes { id handle title variants { id sku price { current { amount currencyCode } } availability { quantity } } }
  }
}`

const loads = [
  { clients: 1, requests: 60, rounds: 3, warmUp: 30 },
  { clients: 16, requests: 240, rounds: 3, warmUp: 32 },
]

async function main(): Promise<void> {
  const shop = await openShop()
  try {
    const figures = []
    for (const load of loads) {
      const timings = await race([throughGateway(shop), straight(shop)], load)
      const p50 = (name: string) => percentile(timings.get(name) ?? [], 0.5)
      const ratio = p50("gateway") / p50("subgraph")
      const who = load.clients === 1 ? "1 client" : `${load.clients} clients`
      figures.push(
        { figure: `gateway ÷ subgraph, p50, ${who}`, value: ratio, unit: "×", goal: "≤ 1.25", ok: ratio <= 1.25 },
        { figure: `gateway, p50, ${who}`, value: p50("gateway"), unit: "ms", goal: null, ok: true },
        { figure: `subgraph, p50, ${who}`, value: p50("subgraph"), unit: "ms", goal: null, ok: true }
      )
    }
    report("gateway", figures)
  } finally {
    await shop.close()
  }
}

function throughGateway(shop: Shop): Contestant {
  return { name: "gateway", run: async () => check(await shop.graphql<Products>(query)) }
}

function straight(shop: Shop): Contestant {
  const url = `${shop.urls.medusa}/anyshelf/graphql`
  const identity = { kind: "anonymous", actorId: null, scopes: [], publishableKey: shop.keys.publishable } as const
  return {
    name: "subgraph",
    async run() {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-anyshelf-identity": signIdentity(identity, shop.secrets.gateway),
        },
        body: JSON.stringify({ query }),
      })
      check((await response.json()) as { data: Products })
    },
  }
}

interface Products {
  readonly products: { readonly nodes: readonly unknown[] }
}

function check({ data }: { data: Products | null }): void {
  assert.equal(data?.products.nodes.length, 20)
}

void main()
