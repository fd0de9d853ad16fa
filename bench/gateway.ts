import assert from "node:assert/strict"
import { signIdentity } from "@anyshelf/connector-kit/subgraph"
import { openShop, type Shop } from "../examples/store/journeys/support/shop"
import { percentile, race, type Contestant } from "./support/load"
import { report } from "./support/report"
import { differently } from "./support/shelf-of-20"

/**
 * What the gateway costs: one query that one subgraph answers alone, through the gateway and straight from the plugin's
 * subgraph with the very header that the gateway would send.
 */
const query = `query Shelf($ids: [ID!]) {
  products(first: 20, ids: $ids) {
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
    const next = await differently(shop)
    for (const load of loads) {
      const timings = await race([throughGateway(shop, next), straight(shop, next)], load)
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

type Variables = () => { readonly ids: readonly string[] }

function throughGateway(shop: Shop, next: Variables): Contestant {
  return { name: "gateway", run: async () => check(await shop.graphql<Products>(query, next())) }
}

function straight(shop: Shop, next: Variables): Contestant {
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
        body: JSON.stringify({ query, variables: next() }),
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
