import { createHost, type Page } from "@anyshelf/connector-kit"
import { openShop, products, type TestShop } from "./support/open-shop"

const COUNT = 1_600

let shop: TestShop
beforeAll(async () => {
  shop = await openShop({}, products(COUNT))
})
afterAll(() => shop.close())

/** A feed to its end; a page that asks for patience is waited for, shortly. */
async function readWhole(feed: "listings" | "stock") {
  const refs = new Set<string>()
  const shown = new Map<string, number>()
  let waits = 0
  for (let cursor: string | null = null, pages = 0; pages < 1_000; pages += 1) {
    const page: Page<"listings" | "stock"> = await shop.session.pull(feed, cursor)
    for (const item of page.items) {
      refs.add(item.ref)
      if ("available" in item) shown.set(item.ref, item.available)
    }
    if (page.afterMs !== undefined) {
      waits += 1
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    if (page.next === null) return { refs, shown, waits, resume: page.resume }
    cursor = page.next
  }
  throw new Error(`The feed ${feed} has no end.`)
}

test("a large catalogue is exported, read from the file to its end, and resumed by what changed", async () => {
  const { refs, waits, resume } = await readWhole("listings")
  expect(refs.size).toBe(COUNT)
  expect(waits).toBeGreaterThan(0)
  expect(resume).toBeDefined()
  expect(Array.isArray((await shop.session.pull("listings", resume ?? null)).items)).toBe(true)
})

test("so is the stock of all of it, at every place", async () => {
  expect((await readWhole("stock")).refs.size).toBe(COUNT * 2)
})

test("a later reading has an export of its own: what changed in between is in it", async () => {
  await readWhole("stock")
  const { createdAt } = shop.standIn.state.bulks.all().at(-1)!
  shop.standIn.control.setStock({ sku: `SKU-${COUNT}`, available: 4_242 })
  // Shopify tells of its exports in whole seconds.
  while (Math.floor(Date.now() / 1_000) <= Math.floor(createdAt / 1_000))
    await new Promise((resolve) => setTimeout(resolve, 50))
  expect([...(await readWhole("stock")).shown.values()]).toContain(4_242)
})

test("an app of the Dev Dashboard fetches its own token", async () => {
  const { connector, config } = shop.connection
  const { accessToken: _none, webhookSecret, ...rest } = config
  const own = { ...rest, clientId: "anyshelf-local", clientSecret: webhookSecret }
  const session = connector.open(own as typeof config, createHost())
  expect((await session.pull("locations", null)).items.length).toBeGreaterThan(0)
})

test("the shop answered as Shopify's schema allows, throughout", () => {
  expect(shop.standIn.control.snapshot().counters).toMatchObject({ standInLied: 0, notImplemented: 0 })
})
