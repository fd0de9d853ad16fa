import assert from "node:assert/strict"
import { openShop, type Shop } from "../examples/store/journeys/support/shop"
import { percentile, race, type Contestant } from "./support/load"
import { restShelf } from "./support/rest-shelf"
import { report } from "./support/report"
import { differently, shelfOf20, type Shelf } from "./support/shelf-of-20"

/**
 * The shelf query for 20 products × 6 locations through the gateway, against the same data by Medusa's own REST API: store
 * products with prices and inventory, and the levels of each location.
 */
const load = { clients: 16, requests: 160, rounds: 3, warmUp: 48 }

async function main(): Promise<void> {
  const shop = await openShop()
  try {
    const next = await differently(shop)
    const timings = await race(
      [
        gateway(names.gateway, shop, next),
        rest(shop),
        gateway(names.withShopify, shop, next),
        gateway(names.alike, shop, () => ({})),
      ],
      load
    )
    const p50 = (name: string) => percentile(timings.get(name) ?? [], 0.5)
    const ratio = p50(names.gateway) / p50(names.rest)
    report("query", [
      { figure: "gateway ÷ Medusa REST, p50 of 16 clients", value: ratio, unit: "×", goal: "≤ 1.0", ok: ratio <= 1 },
      told(`${names.gateway}, p50`, p50(names.gateway)),
      told(`${names.rest}, p50`, p50(names.rest)),
      told(`${names.withShopify}, p50`, p50(names.withShopify)),
      told(`${names.alike}, p50`, p50(names.alike)),
      told(`${names.gateway}, p99`, percentile(timings.get(names.gateway) ?? [], 0.99)),
      told(`${names.rest}, p99`, percentile(timings.get(names.rest) ?? [], 0.99)),
    ])
  } finally {
    await shop.close()
  }
}

const names = {
  gateway: "gateway, 20 products × 6 locations",
  rest: "Medusa REST, the same data",
  withShopify: "gateway, with each live Shopify listing (REST has none)",
  alike: "gateway, all requests alike, so that those at the same time share fetches",
}

const told = (figure: string, value: number) => ({ figure, value, unit: "ms", goal: null, ok: true })

function gateway(name: string, shop: Shop, variables: () => object): Contestant {
  const query = shelfOf20.query(name === names.withShopify)
  return {
    name,
    async run() {
      const { data, errors } = await shop.graphql<Shelf>(query, variables(), "staff")
      assert.equal(errors, undefined, JSON.stringify(errors))
      shelfOf20.check(data)
    },
  }
}

const rest = (shop: Shop): Contestant => ({ name: names.rest, run: () => restShelf(shop.medusa) })

void main()
