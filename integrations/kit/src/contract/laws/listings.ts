import assert from "node:assert/strict"
import type { ListCommand } from "../../commands"
import type { ContractHarness, ProductDesk } from "../harness"
import { lawsOf, type Law } from "../law"
import { assertSame, assertDone, freshKey, openSession, pushOne, refOf } from "../session"
import { readAll } from "./reading"

const noProducts = (harness: ContractHarness) => !harness.products && "the harness has no `products`"

export const listingLaws: readonly Law[] = lawsOf("listings", [
  {
    name: "a SKU is read as the channel has it: letters of any script, spaces, several of one, none",
    hint: "Never trim, invent or guess a SKU; one that is missing or of spaces is null. Say how many listings carry it.",
    missing: (harness) => !harness.oddListings && "the harness has no `oddListings`",
    async check(harness) {
      const session = openSession(harness)
      const pages = await readAll(session, "listings")
      const read = new Map(pages.flatMap(({ items }) => items).map((item) => [item.ref, item]))
      for (const expected of harness.oddListings ?? []) {
        for (const found of [read.get(expected.ref), await session.get("listings", expected.ref)]) {
          assert.ok(found && !("deleted" in found), `The listing ${expected.ref} is missing.`)
          const { ref, sku, duplicateSkuCount } = found
          assertSame({ ref, sku, duplicateSkuCount }, expected)
        }
      }
    },
  },
  {
    name: "a product is listed once, however often it is said, and its variants are named",
    hint: "Find the product by our id before making one; `listings` maps our variant's id to the channel's listing.",
    commands: ["list"],
    missing: noProducts,
    async check(harness) {
      const session = openSession(harness)
      const [desk, product] = [deskOf(harness), productOf(harness)]
      const before = await desk.count()
      const first = await assertDone(harness, await pushOne(session, product))
      const productRef = refOf(first)
      const listings = "listings" in first ? (first.listings ?? {}) : {}
      assertSame(Object.keys(listings).sort(), product.variants.map(({ variantId }) => variantId).sort())
      for (const again of [product, { ...product, key: freshKey() }, { ...product, key: freshKey(), productRef }])
        assert.equal(refOf(await assertDone(harness, await pushOne(session, again))), productRef)
      assert.equal(await desk.count(), before + 1)
      for (const [at, variant] of product.variants.entries()) {
        const listing = await session.get("listings", listings[variant.variantId] ?? "")
        assert.equal(listing?.sku, product.variants[at]?.sku)
        if (listing?.price) assertSame(listing.price, variant.price)
      }
    },
  },
  {
    name: "a product that is unlisted is not found any more, and comes back when it is listed",
    hint: "Unlisting hides a product; it deletes nothing.",
    commands: ["list", "unlist"],
    missing: noProducts,
    async check(harness) {
      const session = openSession(harness)
      const [desk, product] = [deskOf(harness), productOf(harness)]
      const productRef = refOf(await assertDone(harness, await pushOne(session, product)))
      assert.ok(await desk.isActive(productRef))
      for (const key of [freshKey(), freshKey()])
        await assertDone(harness, await pushOne(session, { type: "unlist", key, productRef }))
      assert.ok(!(await desk.isActive(productRef)), "It can still be found.")
      await assertDone(harness, await pushOne(session, { ...product, key: freshKey(), productRef }))
      assert.ok(await desk.isActive(productRef))
    },
  },
])

function deskOf({ products }: ContractHarness): ProductDesk {
  assert.ok(products)
  return products
}

function productOf(harness: ContractHarness): ListCommand {
  const productId = freshKey()
  const price = (amount: number) => ({ amount, currencyCode: deskOf(harness).currencyCode })
  const variants = ["S", "M"].map((size, at) => ({
    variantId: `${productId}-${size}`,
    ref: null,
    sku: `${productId}-${size}`.toUpperCase(),
    barcode: null,
    price: price(1_999 + at),
    options: { Size: size },
  }))
  const text = { title: `Trial ${productId}`, description: "<p>Crème brûlée & “quotes”</p>" }
  return {
    type: "list",
    key: freshKey(),
    productId,
    productRef: null,
    ...text,
    imageUrls: [],
    status: "active",
    variants,
  }
}
