import type { Clock } from "../clock"
import type { RuleBook } from "../rules/rule-book"
import { digitsOf } from "./money"
import type { AddressRecord, LocationRecord, ShopRecord } from "./records"
import { ShopStore } from "./store"

/** Beyond 32 bits, where Shopify's ids are. */
const firstId = 7_000_000_000_000

export interface LocationSeed {
  readonly name: string
  readonly address1?: string
  readonly city?: string
  readonly province?: string
  readonly provinceCode?: string
  readonly zip?: string
  /** ISO 3166-1, two letters. The shop's own country where it is left out. */
  readonly countryCode?: string
  readonly phone?: string
  readonly latitude?: number
  readonly longitude?: number
  /** Default true: its stock is sold online. */
  readonly fulfillsOnlineOrders?: boolean
  /** Default false. */
  readonly offersPickup?: boolean
  /** Default true. */
  readonly isActive?: boolean
}

export interface ShopSeed {
  readonly name?: string
  readonly email?: string
  readonly currency?: string
  readonly timeZone?: string
  readonly countryCode?: string
  readonly taxesIncluded?: boolean
  /** Share of the price, 0.2 for 20 %. */
  readonly taxRate?: number
  readonly taxTitle?: string
  /** In whole units of the currency. */
  readonly shippingPrice?: number
  readonly locations?: readonly LocationSeed[]
}

const defaultLocations: readonly LocationSeed[] = [
  { name: "Warehouse", city: "Ottawa", provinceCode: "ON", province: "Ontario", countryCode: "CA" },
  {
    name: "Flagship store",
    city: "Toronto",
    provinceCode: "ON",
    province: "Ontario",
    countryCode: "CA",
    offersPickup: true,
  },
]

/** A shop with its places, and nothing to sell yet. */
export function openShop(domain: string, seed: ShopSeed, clock: Clock, ruleBook?: RuleBook): ShopStore {
  const store = new ShopStore(shopRecord(domain, seed, clock), clock, firstId, ruleBook)
  openLocations(store, seed)
  return store
}

/** The places the shop has from the start. */
export function openLocations(store: ShopStore, seed: ShopSeed): void {
  for (const location of seed.locations ?? defaultLocations) upsertLocation(store, location)
}

function shopRecord(domain: string, seed: ShopSeed, clock: Clock): ShopRecord {
  const currency = seed.currency ?? "USD"
  return {
    id: firstId,
    name: seed.name ?? "Anyshelf demo",
    domain,
    email: seed.email ?? `owner@${domain}`,
    currency,
    timeZone: seed.timeZone ?? "America/Toronto",
    countryCode: seed.countryCode ?? "CA",
    taxesIncluded: seed.taxesIncluded ?? false,
    taxRate: seed.taxRate ?? 0.05,
    taxTitle: seed.taxTitle ?? "GST",
    shippingPrice: Math.round((seed.shippingPrice ?? 5) * 10 ** digitsOf(currency)),
    createdAt: clock.now(),
  }
}

/** Adds a place, or changes the one of that name. Twice the same changes nothing. */
export function upsertLocation(store: ShopStore, seed: LocationSeed): LocationRecord {
  const known = store.locations.all().find((location) => location.name === seed.name)
  const now = store.clock.now()
  const wanted = { ...settings(seed), address: addressOf(seed, store.shop.countryCode) }
  if (!known) return store.locations.add({ id: store.nextId(), ...wanted, createdAt: now, updatedAt: now })
  const { id: _, createdAt: __, updatedAt: ___, ...present } = known
  if (JSON.stringify(present) !== JSON.stringify({ ...present, ...wanted })) {
    Object.assign(known, wanted, { updatedAt: now })
    store.touch()
  }
  return known
}

const settings = (seed: LocationSeed) => ({
  name: seed.name,
  isActive: seed.isActive ?? true,
  fulfillsOnlineOrders: seed.fulfillsOnlineOrders ?? true,
  shipsInventory: true,
  offersPickup: seed.offersPickup ?? false,
})

const addressOf = (seed: LocationSeed, countryCode: string): AddressRecord => ({
  address1: seed.address1 ?? null,
  city: seed.city ?? null,
  province: seed.province ?? null,
  provinceCode: seed.provinceCode ?? null,
  zip: seed.zip ?? null,
  countryCode: seed.countryCode ?? countryCode,
  phone: seed.phone ?? null,
  latitude: seed.latitude ?? null,
  longitude: seed.longitude ?? null,
})
