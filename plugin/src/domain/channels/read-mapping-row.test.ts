import { mistakeInHeader, readMappingRow } from "./read-mapping-row"

test.each([
  [
    { external_id: "17", variant_id: "v1" },
    { do: "map", externalId: "17", variantId: "v1", sku: null },
  ],
  [
    { external_id: " 17 ", variant_sku: " CUP " },
    { do: "map", externalId: "17", variantId: null, sku: "CUP" },
  ],
  [
    { external_id: "17", variant_id: "v1", variant_sku: "CUP" },
    { do: "map", externalId: "17", variantId: "v1", sku: null },
  ],
  [
    { external_id: "17", variant_sku: "'-5" },
    { do: "map", externalId: "17", variantId: null, sku: "-5" },
  ],
  [
    { external_id: "17", action: "Ignore", variant_sku: "CUP" },
    { do: "ignore", externalId: "17" },
  ],
  [
    { external_id: "17", action: "unmap" },
    { do: "unmap", externalId: "17" },
  ],
  [{ external_id: "17" }, { do: "nothing" }],
])("%j is understood", (cells, row) => expect(readMappingRow(cells)).toEqual(row))

test.each([
  [{}, /external_id/],
  [{ external_id: "17", action: "delete" }, /no action/],
  [{ external_id: "17", action: "map" }, /to nothing/],
])("%j is refused", (cells, message) => {
  expect(readMappingRow(cells)).toEqual({ do: "refuse", message: expect.stringMatching(message) })
})

test("a header names the listing, and what to do with it, once", () => {
  expect(mistakeInHeader(["external_id", "variant_sku", "anything"])).toBeNull()
  expect(mistakeInHeader(["variant_sku"])).toMatch(/external_id/)
  expect(mistakeInHeader(["external_id", "title"])).toMatch(/neither/)
  expect(mistakeInHeader(["external_id", "variant_sku", "variant_sku"])).toMatch(/twice/)
})
