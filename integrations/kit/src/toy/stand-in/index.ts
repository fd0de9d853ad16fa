import type { ContractHarness, StandInModule, StandInOptions } from "../../contract/harness"
import { toy, toyFetch, toyRules, ToyShop, type ToyRule, type ToyVariant } from ".."
import { orderDesk } from "./order-desk"

const secrets = { token: "token-of-the-toy-shop", webhookSecret: "secret-of-the-toy-shop" }

/** Articles whose SKUs are difficult, and what has to be read of them. */
const odd = [
  { ref: "unicode", sku: "ÄPFEL-№ 7 林檎", duplicateSkuCount: 1 },
  { ref: "spaces", sku: "  A B  ", duplicateSkuCount: 1 },
  { ref: "twin-1", sku: "TWIN", duplicateSkuCount: 2 },
  { ref: "twin-2", sku: "TWIN", duplicateSkuCount: 2 },
  { ref: "none", sku: null, duplicateSkuCount: 1 },
]

/** The kind of shop in which a rule means something; the usual one where none is named. */
const variants: Partial<Record<ToyRule, Partial<ToyVariant>>> = {
  sequence: { write: "sequenced" },
  "revisions-per-day": { revisionsPerDay: 3 },
}

/** The toy shop as a stand-in of any kind, for the laws and the command line. */
export const toyStandInOf = (variant: Partial<ToyVariant>): StandInModule => ({
  name: "the toy shop",
  rules: toyRules,
  open: (options) => Promise.resolve(openToy(options, variant)),
})

export const standIn: StandInModule = toyStandInOf({})

function openToy({ without, connector }: StandInOptions, given: Partial<ToyVariant>): ContractHarness {
  const rule = without as ToyRule | undefined
  const variant = { ...given, ...(rule && variants[rule]) }
  // Time stands still, so that what waits is decided when somebody says so.
  let now = Date.parse("2026-11-23T10:00:00Z")
  const clock = { now: () => (now += 1), confirmAfterMs: 1_000_000 }
  const shop = new ToyShop({ ...secrets, ...clock, ...stock(), variant, ...(rule && { without: rule }) })
  const level = { stockRef: "cup", locationRef: "east" }
  shop.count("cup", "east", 5)
  const own = toy({ id: "toys", url: "http://toy.invalid", salesChannel: "Toys", variant, ...secrets })
  // The toy's own connector knows each kind of shop; anybody else's is tried as it is.
  const connection = connector && connector.id !== "toy" ? { ...own, connector } : own
  const async = variant.confirm === "async"
  return {
    connection,
    fetch: toyFetch(shop),
    level,
    show: async (quantity) => shop.count(level.stockRef, level.locationRef, quantity),
    shown: async () => shop.available(level.stockRef, level.locationRef),
    sell: async () => {
      const { order, webhook } = shop.sell(level.stockRef, level.locationRef, 1)
      return { orderRef: order.ref, webhook }
    },
    signatureHeader: "x-toy-signature",
    missingStockRef: "ghost",
    refusedLevels: {
      "a closed place": { stockRef: "cup", locationRef: "attic" },
      "a place that is not there": { stockRef: "cup", locationRef: "moon" },
      "an article that is not counted": { stockRef: "song", locationRef: "east" },
      "an article that is not kept there": { stockRef: "plate", locationRef: "west" },
    },
    oddListings: odd,
    wrongCredentials: { ...connection.config, token: "somebody-else's" },
    throttle: async () => shop.exhaust(),
    ...(async && { settle: async () => void (now += 1_000_000), refuseNext: async () => shop.refuseNextWrites(1) }),
    webhooks: webhookDesk(shop, connection.config),
    orders: orderDesk(shop, level),
    products: {
      currencyCode: "EUR",
      count: async () => new Set(shop.articles.map(({ ref, productRef }) => productRef ?? ref)).size,
      isActive: async (productRef) =>
        shop.articles.some((article) => article.productRef === productRef && article.status !== "draft"),
    },
    close: async () => undefined,
  }
}

const stock = () => ({
  articles: [
    { ref: "cup", title: "Cup", sku: "CUP" },
    { ref: "plate", title: "Plate", sku: "PLATE", notStockedAt: ["west"] },
    { ref: "song", title: "Song", sku: "SONG", tracked: false },
    ...odd.map(({ ref, sku }) => ({ ref, title: ref, sku })),
    { ref: "blank", title: "Blank", sku: "  " },
  ],
  locations: { east: "East", west: "West", attic: "Attic" },
  closedLocations: ["attic"],
})

function webhookDesk(shop: ToyShop, config: object): NonNullable<ContractHarness["webhooks"]> {
  return {
    unknownTopic: async () => shop.webhook("weather", "rain"),
    rotate: async () => {
      shop.webhookSecret = "another-secret-of-the-toy-shop"
      return { config: { ...config, webhookSecret: shop.webhookSecret } }
    },
    drop: async () => {
      shop.webhooks.topics = []
    },
  }
}
