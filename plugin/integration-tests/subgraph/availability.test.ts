import { Modules } from "@medusajs/framework/utils"
import { createProductVariantsWorkflow } from "@medusajs/medusa/core-flows"
import type { AnyshelfInventory } from "../../src/inventory/contract"
import { PROFILES_MODULE } from "../../src/modules/profiles/key"
import type ProfilesService from "../../src/modules/profiles/service"
import { anonymousWith, ask, staffWith } from "../support/ask"
import { describeSharedApp } from "../support/shared-app"
import { createProducts, createShop, itemOf, stockEverywhere, type Shop } from "../support/shop"

const question = /* GraphQL */ `
  query ($sku: String!) {
    productVariant(sku: $sku) {
      availability {
        tracked
        quantity
        inStock
        backorder
        asOf
        terms {
          locations
          channelBuffer
          allocation
        }
        methods {
          method
          quantity
          locations {
            location {
              name
            }
          }
          promisableFrom(quantity: 40)
        }
        future {
          at
          quantity
        }
        promisableFrom(quantity: 40)
        locations {
          quantity
          updatedAt
          location {
            id
            name
          }
          terms {
            sku
            requiredQuantity
            onHand
            reserved
            held
            unrouted
            safetyStock
            available
            version
          }
        }
      }
    }
  }
`

describeSharedApp("availability", ({ api, getContainer }) => {
  let shop: Shop
  let inventory: AnyshelfInventory

  beforeAll(async () => {
    shop = await createShop(getContainer())
    inventory = shop.container.resolve<AnyshelfInventory>(Modules.INVENTORY)
    await createProducts(shop, [
      { handle: "cup", variants: [{ sku: "CUP", size: "One" }] },
      { handle: "saucer", variants: [{ sku: "SAUCER", size: "One" }] },
      { handle: "gift", variants: [{ sku: "GIFT", size: "One", manage_inventory: false }] },
      { handle: "later", variants: [{ sku: "LATER", size: "One", allow_backorder: true }] },
    ])
    await stockEverywhere(shop, ["CUP", "SAUCER"], 5)
  })

  const availabilityOf = async (sku: string, key: string | null = shop.publishableKey) => {
    const { data, errors } = await ask(api, staffWith(key), question, { sku })
    expect(errors).toBeUndefined()
    return data.productVariant.availability
  }

  it("is the sum of what each place can promise, by name, with every term", async () => {
    const availability = await availabilityOf("CUP")
    expect(availability).toMatchObject({
      tracked: true,
      quantity: 30,
      inStock: true,
      backorder: false,
      terms: { locations: 30, channelBuffer: 0, allocation: null },
    })
    const names = availability.locations.map((each: { location: { name: string } }) => each.location.name)
    expect(names).toEqual(["Store 1", "Store 2", "Store 3", "Store 4", "Store 10", "Warehouse"])
    expect(availability.locations[0]).toMatchObject({
      quantity: 5,
      updatedAt: expect.any(String),
      terms: [{ sku: "CUP", requiredQuantity: 1, onHand: 5, reserved: 0, held: 0, safetyStock: 0, available: 5 }],
    })
    expect(Math.abs(Date.parse(availability.asOf) - Date.now())).toBeLessThan(60_000)
  })

  it("is less what is reserved, withheld here, and withheld from the channel", async () => {
    const item = await itemOf(shop, "SAUCER")
    const [first, second] = shop.locationIds as [string, string]
    const before = (await availabilityOf("SAUCER")).locations.find(
      (each: { location: { id: string } }) => each.location.id === first
    )
    await inventory.createReservationItems([{ inventory_item_id: item, location_id: first, quantity: 2 }])
    await inventory.setSafetyStock([{ inventoryItemId: item, locationId: second, quantity: 9 }])
    await inventory.setChannelBuffers([{ inventoryItemId: item, salesChannelId: shop.channelId, quantity: 4 }])
    const after = await availabilityOf("SAUCER")
    expect(after).toMatchObject({ quantity: 19, terms: { locations: 23, channelBuffer: 4 } })
    const at = (id: string) => after.locations.find((each: { location: { id: string } }) => each.location.id === id)
    expect(at(first)).toMatchObject({ quantity: 3, terms: [{ reserved: 2, available: 3 }] })
    expect(at(first).terms[0].version).toBeGreaterThan(before.terms[0].version)
    expect(at(second)).toMatchObject({ quantity: 0, terms: [{ safetyStock: 9, available: 0 }] })
  })

  it("is as many kits as the scarcest component allows, place by place", async () => {
    const [product] = await shop.container.resolve(Modules.PRODUCT).listProducts({ handle: "cup" })
    await createProductVariantsWorkflow(shop.container).run({
      input: {
        product_variants: [
          {
            product_id: product!.id,
            title: "Set",
            sku: "SET",
            prices: [{ amount: 50, currency_code: "eur" }],
            inventory_items: [
              { inventory_item_id: await itemOf(shop, "CUP"), required_quantity: 2 },
              { inventory_item_id: await itemOf(shop, "SAUCER"), required_quantity: 1 },
            ],
          },
        ],
      },
    })
    const set = await availabilityOf("SET")
    const worst = (each: { quantity: number; terms: { available: number; requiredQuantity: number }[] }) =>
      Math.min(...each.terms.map((term) => Math.floor(term.available / term.requiredQuantity)))
    for (const each of set.locations) {
      expect(each.terms).toHaveLength(2)
      expect(each.quantity).toBe(worst(each))
    }
    expect(set.terms.channelBuffer).toBe(4)
  })

  it("has no numbers for what is not counted, and takes orders for what may be had later", async () => {
    expect(await availabilityOf("GIFT")).toMatchObject({
      tracked: false,
      quantity: null,
      inStock: true,
      terms: null,
      locations: [],
    })
    expect(await availabilityOf("LATER")).toMatchObject({ tracked: true, quantity: 0, inStock: true, backorder: true })
  })

  it("shows terms to staff alone, and the numbers to everyone", async () => {
    const { data, errors } = await ask(
      api,
      anonymousWith(shop.publishableKey),
      '{ productVariant(sku: "CUP") { availability { quantity terms { locations } locations { quantity terms { onHand } } } } }'
    )
    const { availability } = data.productVariant
    expect(availability).toMatchObject({ quantity: 30, terms: null })
    expect(availability.locations[0]).toEqual({ quantity: 5, terms: null })
    expect(new Set(errors!.map((each) => each.extensions.code))).toEqual(new Set(["FORBIDDEN"]))
  })

  it("says by each method how many, from where and when; goods on their way are promised from their date", async () => {
    const item = await itemOf(shop, "SAUCER")
    const warehouse = { locationId: shop.locationIds[0]!, salesChannelId: shop.channelId }
    const expectedAt = new Date(Math.floor(Date.now() / 1000) * 1000 + 86_400_000)
    await inventory.setLocationServices([{ ...warehouse, method: "pickup", enabled: false }])
    await inventory.expectSupply([
      { id: "po-saucer", inventoryItemId: item, locationId: warehouse.locationId, quantity: 100, expectedAt },
    ])
    const availability = await availabilityOf("SAUCER")
    const total = availability.quantity
    const inWarehouse = availability.locations.find(
      (each: { location: { name: string } }) => each.location.name === "Warehouse"
    ).quantity
    expect(availability.future).toEqual([{ at: expectedAt.toISOString(), quantity: total + 100 }])
    expect(availability.promisableFrom).toBe(expectedAt.toISOString())
    const [ship, pickup] = availability.methods
    expect(ship).toMatchObject({ method: "SHIP", quantity: total, promisableFrom: expectedAt.toISOString() })
    expect(ship.locations).toHaveLength(6)
    // What comes to the warehouse is not handed over there.
    expect(pickup).toMatchObject({ method: "PICKUP", quantity: total - inWarehouse, promisableFrom: null })
    expect(pickup.locations).toHaveLength(5)
    await inventory.setLocationServices([{ ...warehouse, method: "pickup", enabled: null }])
    await inventory.cancelSupply("po-saucer")
  })

  it("tells of a fault of ours that there was one, and answers everything else", async () => {
    const failing = jest.spyOn(inventory, "readPromises").mockRejectedValueOnce(new Error("password=hunter2"))
    const { data, errors } = await ask(
      api,
      anonymousWith(shop.publishableKey),
      '{ product(handle: "cup") { title } productVariant(sku: "CUP") { sku availability { quantity } } }'
    )
    expect(failing).toHaveBeenCalled()
    expect(data).toEqual({ product: { title: "cup" }, productVariant: null })
    expect(errors).toMatchObject([
      { path: ["productVariant", "availability"], extensions: { code: "INTERNAL_SERVER_ERROR" } },
    ])
    expect(JSON.stringify(errors)).not.toContain("hunter2")
  })

  it("shows channel listings to staff alone", async () => {
    const query = '{ productVariant(sku: "CUP") { channelListings { id } } }'
    const shopper = await ask(api, anonymousWith(shop.publishableKey), query)
    expect(shopper.data.productVariant.channelListings).toBeNull()
    expect(shopper.errors![0]!.extensions.code).toBe("FORBIDDEN")
    const staff = await ask(api, staffWith(shop.publishableKey), query)
    expect(staff.data.productVariant.channelListings).toEqual([])
  })

  describe("locations", () => {
    const list = (identity: Parameters<typeof ask>[1], args = "first: 100") =>
      ask(api, identity, `{ locations(${args}) { totalCount pageInfo { endCursor hasNextPage } nodes { id name } } }`)

    it("are those that serve the caller's channels, each once over all pages", async () => {
      const shopper = anonymousWith(shop.publishableKey)
      const whole = (await list(shopper)).data.locations
      expect(whole.totalCount).toBe(6)
      const walked: unknown[] = []
      let args = "first: 4"
      for (let page = 0; page < 3; page += 1) {
        const { nodes, pageInfo } = (await list(shopper, args)).data.locations
        walked.push(...nodes)
        args = `first: 4, after: "${pageInfo.endCursor}"`
        if (!pageInfo.hasNextPage) break
      }
      expect(walked).toEqual(whole.nodes)
    })

    it("are none for a channel that no location serves", async () => {
      expect((await list(anonymousWith(shop.otherPublishableKey))).data.locations).toMatchObject({
        totalCount: 0,
        nodes: [],
      })
      const { data } = await ask(
        api,
        anonymousWith(shop.otherPublishableKey),
        "query ($id: ID!) { location(id: $id) { id } }",
        {
          id: shop.locationIds[0],
        }
      )
      expect(data.location).toBeNull()
    })

    it("say what the merchant says of them", async () => {
      const profiles = shop.container.resolve<ProfilesService>(PROFILES_MODULE)
      const openingHours = [{ day: "MONDAY", opens: "09:00", closes: "18:00" }]
      await profiles.createLocationProfiles({
        stock_location_id: shop.locationIds[3]!,
        kind: "STORE",
        latitude: 55.6761,
        longitude: 12.5683,
        time_zone: "Europe/Copenhagen",
        opening_hours: openingHours as unknown as Record<string, unknown>,
      })
      // Another set of channels than any before, so that nothing of it is remembered.
      const { data } = await ask(
        api,
        staffWith(null),
        `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Location {
          name kind timeZone coordinates { latitude longitude } openingHours { day opens closes } address { line1 countryCode city } } } }`,
        { refs: [3, 4].map((index) => ({ __typename: "Location", id: shop.locationIds[index] })) }
      )
      expect(data._entities).toEqual([
        {
          name: "Store 3",
          kind: "STORE",
          timeZone: "Europe/Copenhagen",
          coordinates: { latitude: 55.6761, longitude: 12.5683 },
          openingHours,
          address: { line1: "Store 3 Street 1", countryCode: "DK", city: null },
        },
        {
          name: "Store 4",
          kind: null,
          timeZone: null,
          coordinates: null,
          openingHours: null,
          address: { line1: "Store 4 Street 1", countryCode: "DK", city: null },
        },
      ])
    })
  })
})
