import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { AnyshelfInventory } from "../../src/inventory/contract"
import { ask, staffWith } from "../support/ask"
import { describeSharedApp } from "../support/shared-app"
import { createProducts, createShop, stockEverywhere, type Shop } from "../support/shop"

const page = /* GraphQL */ `
  query Page($first: Int!, $regionId: ID!) {
    products(first: $first) {
      totalCount
      nodes {
        title
        options {
          name
          values
        }
        variants {
          sku
          selectedOptions {
            name
            value
          }
          product {
            handle
          }
          price(regionId: $regionId) {
            current {
              amount
              currencyCode
            }
          }
          channelListings {
            externalId
            published {
              quantity
            }
          }
          availability {
            quantity
            asOf
            terms {
              locations
              channelBuffer
              allocation
            }
            future {
              at
              quantity
            }
            promisableFrom(quantity: 100)
            methods {
              method
              quantity
              promisableFrom(quantity: 100)
            }
            locations {
              quantity
              location {
                name
                address {
                  line1
                }
              }
              terms {
                onHand
                reserved
                held
                unrouted
                safetyStock
                version
              }
            }
          }
        }
      }
    }
  }
`

const entities = /* GraphQL */ `
  query ($refs: [_Any!]!) {
    _entities(representations: $refs) {
      ... on ProductVariant {
        sku
        product {
          handle
        }
        availability {
          quantity
        }
      }
    }
  }
`

describeSharedApp("statements", ({ api, getContainer }) => {
  let shop: Shop

  beforeAll(async () => {
    shop = await createShop(getContainer())
    const handles = Array.from({ length: 40 }, (_, index) => `product-${index}`)
    const products = handles.map((handle) => ({
      handle,
      variants: ["Small", "Large"].map((size) => ({ sku: `${handle}-${size}`, size })),
    }))
    await createProducts(shop, products)
    await stockEverywhere(
      shop,
      products.flatMap((product) => product.variants.map((variant) => variant.sku)),
      5
    )
    // Something is on its way of each, so that the reading of the future has something to do for each.
    const inventory = shop.container.resolve<AnyshelfInventory>(Modules.INVENTORY)
    const items = await inventory.listInventoryItems({}, { take: 200 })
    const expectedAt = new Date(Date.now() + 86_400_000)
    await inventory.expectSupply(
      items.map(({ id }) => ({
        id: `po-${id}`,
        inventoryItemId: id,
        locationId: shop.locationIds[0]!,
        quantity: 100,
        expectedAt,
      }))
    )
  })

  async function statementsOf(query: string, variables: object) {
    const knex = shop.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const statements: string[] = []
    // Medusa's workflow engine tidies its own table by the clock, in the same pool.
    const count = ({ sql }: { sql: string }) => void (sql.includes("workflow_execution") || statements.push(sql))
    knex.client.on("query", count)
    const { data, errors } = await ask(api, staffWith(shop.publishableKey), query, variables)
    knex.client.removeListener("query", count)
    expect(errors).toBeUndefined()
    return { statements, answer: data }
  }

  async function statementsFor(first: number): Promise<string[]> {
    const { statements, answer } = await statementsOf(page, { first, regionId: shop.regionId })
    expect(answer.products.nodes).toHaveLength(first)
    expect(answer.products.nodes[0].variants[0].availability).toMatchObject({
      quantity: 30,
      locations: { length: 6 },
      future: [{ quantity: 130 }],
    })
    return statements
  }

  it("are as many for 80 variants that the gateway joins as for one", async () => {
    const { data } = await ask(
      api,
      staffWith(shop.publishableKey),
      "{ products(first: 40) { nodes { variants { id } } } }"
    )
    const ids = data.products.nodes.flatMap((each: { variants: { id: string }[] }) => each.variants.map(({ id }) => id))
    const join = (count: number) =>
      statementsOf(entities, {
        refs: ids.slice(0, count).map((id: string) => ({ __typename: "ProductVariant", id })),
      })
    // The first question fills what is kept for a few seconds.
    await join(1)
    const [one, all] = [await join(1), await join(80)]
    expect(all.answer._entities).toHaveLength(80)
    expect(all.statements.length).toBe(one.statements.length)
  })

  it("are as many for 40 products at 6 locations as for one", async () => {
    // The first question fills what is kept for a few seconds: channels of the key, locations, currency.
    await statementsFor(1)
    const counts: Record<number, number> = {}
    for (const first of [1, 10, 40]) counts[first] = (await statementsFor(first)).length
    console.log("SQL statements by number of products:", counts)
    expect(counts[10]).toBe(counts[1])
    expect(counts[40]).toBe(counts[1])
    expect(counts[40]).toBeLessThanOrEqual(17)
  })
})
