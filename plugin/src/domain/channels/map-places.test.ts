import { mapPlaces, type PlaceOptions } from "./map-places"

const web = {
  id: "sc_1",
  name: "Shopify",
  locations: [
    { id: "sloc_1", name: "Warehouse" },
    { id: "sloc_2", name: "Oslo" },
  ],
}
const external = [
  { id: "place-1", name: "warehouse " },
  { id: "place-2", name: "Pop-up" },
]
const map = (options: Partial<PlaceOptions> = {}) =>
  mapPlaces(
    { connectionId: "demo", salesChannel: "Shopify", ...options },
    [web, { ...web, id: "sc_2", name: "Web" }],
    external
  )

test("places of the same name belong together, whatever their case", () => {
  const places = [{ externalId: "place-1", locationIds: ["sloc_1"] }]
  expect(map()).toEqual({ ok: true, salesChannelId: "sc_1", places })
})

test("the options map by id or by name, in their order", () => {
  expect(map({ locations: { "Pop-up": ["Oslo"], "place-1": ["sloc_1"] } })).toMatchObject({
    places: [
      { externalId: "place-2", locationIds: ["sloc_2"] },
      { externalId: "place-1", locationIds: ["sloc_1"] },
    ],
  })
})

test("one place may be served by several of ours", () => {
  expect(map({ locations: { warehouse: ["Warehouse", "Oslo"] } })).toMatchObject({
    places: [{ externalId: "place-1", locationIds: ["sloc_1", "sloc_2"] }],
  })
})

test.each([
  [
    "a sales channel that is not there",
    { salesChannel: "Amazon" },
    /sales channel "Amazon", which does not exist: create it/,
  ],
  [
    "a place that the channel lacks",
    { locations: { Nowhere: ["Oslo"] } },
    /place "Nowhere".*the channel has: "warehouse "/,
  ],
  [
    "a location that is not linked",
    { locations: { "place-1": ["Rome"] } },
    /location "Rome".*link it to the sales channel/,
  ],
  ["a location at two places", { locations: { "place-1": ["Oslo"], "place-2": ["Oslo"] } }, /shown twice/],
  ["nothing at all", { locations: {} }, /empty `locations`/],
])("%s is refused with a sentence that says what to do", (_case, options, sentence) => {
  expect(map(options)).toMatchObject({ ok: false, reason: expect.stringMatching(sentence) })
})

test("two things of one name are not guessed at", () => {
  const twins = [web, { ...web, id: "sc_2" }]
  const mapping = mapPlaces({ connectionId: "demo", salesChannel: "Shopify" }, twins, external)
  expect(mapping).toMatchObject({ ok: false, reason: expect.stringContaining("several") })
})

test("no common name at all is refused, naming both sides", () => {
  const mapping = mapPlaces({ connectionId: "demo", salesChannel: "Shopify" }, [web], [{ id: "x", name: "X" }])
  expect(mapping).toMatchObject({ ok: false, reason: expect.stringMatching(/"X".*"Warehouse", "Oslo"/) })
})
