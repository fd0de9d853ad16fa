import { contentOf, planListing, type KnownThere, type ProductFacts } from "./list-product"

const variant = (variantId: string, over: object = {}) => ({
  variantId,
  sku: variantId.toUpperCase(),
  barcode: null,
  price: { amount: 1000, currencyCode: "EUR" },
  options: { Size: variantId },
  ...over,
})
const shirt: ProductFacts = {
  productId: "prod_1",
  title: "Shirt",
  description: "<p>Warm</p>",
  imageUrls: ["https://img.test/1.png"],
  isPublished: true,
  variants: [variant("s"), variant("m")],
}
const nothing: KnownThere = { productRef: null, listings: {}, matched: [] }
const planned = (product: ProductFacts, known = nothing, status: "active" | "draft" = "active") => {
  const plan = planListing(product, status, known)
  if (!plan.ok) throw new Error(plan.reason)
  return plan.content
}

describe("a product on a channel", () => {
  it("is made anew where it is not known", () => {
    expect(planned(shirt)).toMatchObject({
      productRef: null,
      status: "active",
      variants: [{ ref: null }, { ref: null }],
    })
  })

  it("is what stands there already, whoever made it", () => {
    const matched = [{ variantId: "s", ref: "l1", productRef: "p1" }]
    expect(planned(shirt, { ...nothing, matched })).toMatchObject({
      productRef: "p1",
      variants: [{ ref: "l1" }, { ref: null }],
    })
    expect(planned(shirt, { productRef: "p1", listings: { s: "l1", m: "l2" }, matched: [] })).toMatchObject({
      productRef: "p1",
      variants: [{ ref: "l1" }, { ref: "l2" }],
    })
  })

  it("takes no listing of another product along", () => {
    const matched = [{ variantId: "m", ref: "l9", productRef: "p9" }]
    expect(planned(shirt, { productRef: "p1", listings: { s: "l1" }, matched }).variants[1]).toMatchObject({
      ref: null,
    })
  })

  it("is a draft there while it is unpublished here", () => {
    expect(planned({ ...shirt, isPublished: false })).toMatchObject({ status: "draft" })
  })

  it.each([
    ["no variants", { ...shirt, variants: [] }, nothing, /no variants/],
    [
      "too many variants",
      { ...shirt, variants: Array.from({ length: 251 }, (_, at) => variant(`v${at}`)) },
      nothing,
      /250/,
    ],
    ["a variant without a price", { ...shirt, variants: [variant("s", { price: null })] }, nothing, /no price/],
    [
      "variants in two products there",
      shirt,
      {
        ...nothing,
        matched: [
          { variantId: "s", ref: "l1", productRef: "p1" },
          { variantId: "m", ref: "l2", productRef: "p2" },
        ],
      },
      /several products/,
    ],
  ])("is refused with %s", (_, product, known, reason) => {
    expect(planListing(product as ProductFacts, "active", known)).toEqual({
      ok: false,
      reason: expect.stringMatching(reason),
    })
  })

  it("says the same whatever the channel calls it, and something else once anything of it changes", () => {
    const known = { productRef: "p1", listings: { s: "l1", m: "l2" }, matched: [] }
    expect(contentOf(planned(shirt, known))).toBe(contentOf(planned(shirt)))
    for (const change of [{ title: "Coat" }, { imageUrls: [] }, { variants: [variant("s")] }, { isPublished: false }])
      expect(contentOf(planned({ ...shirt, ...change }))).not.toBe(contentOf(planned(shirt)))
  })
})
