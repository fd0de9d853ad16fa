import { matchListing, type Candidate, type ListingFacts } from "./match-listing"

const components = [{ inventoryItemId: "iitem_1", requiredQuantity: 1 }]
const shirt: Candidate = { variantId: "v1", sku: "SHIRT", barcode: "4001", tracked: true, components }
const cap: Candidate = { variantId: "v2", sku: "CAP", barcode: "4002", tracked: true, components }
const listing: ListingFacts = { sku: "SHIRT", barcode: null, tracked: true, duplicateSkuCount: 1 }
const match = (given: Partial<ListingFacts>, candidates: readonly Candidate[] = [shirt, cap]) =>
  matchListing({ ...listing, ...given }, candidates)

test("the SKU decides", () => {
  expect(match({})).toEqual({ state: "mapped", variantId: "v1", components, mappedBy: "sku" })
})

test("blanks around a SKU are not part of it; its case is", () => {
  expect(match({ sku: " SHIRT " })).toMatchObject({ variantId: "v1" })
  expect(match({ sku: "shirt" })).toMatchObject({ state: "unmatched" })
})

test("the barcode decides only where the SKU is nobody's", () => {
  expect(match({ sku: null, barcode: "4002" })).toMatchObject({ variantId: "v2" })
  expect(match({ sku: "OTHER", barcode: "4002" })).toMatchObject({ variantId: "v2" })
  expect(match({ sku: "SHIRT", barcode: "4002" })).toMatchObject({ variantId: "v1" })
})

test.each([
  ["two listings with one SKU", { duplicateSkuCount: 2 }, [shirt], "ambiguous"],
  ["two variants with one SKU", {}, [shirt, { ...cap, sku: "SHIRT" }], "ambiguous"],
  ["two variants with one barcode", { sku: null, barcode: "4001" }, [shirt, { ...cap, barcode: "4001" }], "ambiguous"],
  ["nothing to match by", { sku: " ", barcode: "" }, [shirt, { ...cap, sku: "", barcode: "" }], "unmatched"],
  ["an unknown SKU", { sku: "HAT" }, [shirt], "unmatched"],
  ["a listing that is not counted there", { tracked: false }, [shirt], "untracked"],
  ["a variant that is not counted here", {}, [{ ...shirt, tracked: false }], "untracked"],
  ["a variant without inventory items", {}, [{ ...shirt, components: [] }], "untracked"],
] as const)("%s is never a guess", (_case, given, candidates, state) => {
  const result = match(given, candidates)
  expect(result.state).toBe(state)
  expect("reason" in result && result.reason).toMatch(/[a-z]\.$/)
})

describe("a person's word", () => {
  const said = (variantId: string) => ({ is: "variant", variantId, by: "hand" }) as const

  test("holds against SKU, barcode and duplicates", () => {
    const facts = { ...listing, duplicateSkuCount: 2, barcode: "4001" }
    expect(matchListing(facts, [shirt, cap], said("v2"))).toMatchObject({
      state: "mapped",
      variantId: "v2",
      mappedBy: "hand",
    })
  })

  test("does not make an article counted that is not", () => {
    expect(matchListing({ ...listing, tracked: false }, [cap], said("v2"))).toMatchObject({
      state: "untracked",
      variantId: "v2",
    })
  })

  test("for a variant that is gone is remembered, and no guess takes its place", () => {
    expect(matchListing(listing, [shirt, cap], said("v9"))).toMatchObject({
      state: "unmatched",
      variantId: "v9",
      mappedBy: "hand",
    })
  })

  test("may be that it is none of ours", () => {
    expect(matchListing(listing, [shirt], { is: "none" })).toMatchObject({ state: "ignored" })
  })
})
