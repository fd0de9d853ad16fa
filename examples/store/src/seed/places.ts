import type { LocationProfileInput } from "@anyshelf/plugin/workflows"

/** A location as the merchant describes it. */
export interface Place extends Omit<LocationProfileInput, "locationId"> {
  readonly name: string
  readonly address: {
    readonly address_1: string
    readonly city: string
    readonly postal_code: string
    readonly province?: string
    readonly country_code: string
  }
}

type Hours = NonNullable<LocationProfileInput["openingHours"]>
type Day = Hours[number]["day"]

const workdays: readonly Day[] = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"]
const open = (days: readonly Day[], opens: string, closes: string): Hours => days.map((day) => ({ day, opens, closes }))

/** One warehouse near the Dutch–German border, and five shops. Coordinates are those of the addresses. */
export const places: readonly Place[] = [
  {
    name: "Venlo warehouse",
    kind: "WAREHOUSE",
    address: { address_1: "Celsiusweg 32", city: "Venlo", postal_code: "5928 PR", country_code: "nl" },
    latitude: 51.3902,
    longitude: 6.1043,
    timeZone: "Europe/Amsterdam",
    openingHours: open([...workdays, "SATURDAY"], "06:00", "22:00"),
  },
  {
    name: "Copenhagen",
    kind: "STORE",
    address: { address_1: "Kompagnistræde 21", city: "København", postal_code: "1208", country_code: "dk" },
    latitude: 55.6766,
    longitude: 12.5766,
    timeZone: "Europe/Copenhagen",
    openingHours: [...open(workdays, "10:00", "19:00"), ...open(["SATURDAY"], "10:00", "17:00")],
  },
  {
    name: "Berlin",
    kind: "STORE",
    address: { address_1: "Kastanienallee 44", city: "Berlin", postal_code: "10119", country_code: "de" },
    latitude: 52.5337,
    longitude: 13.4047,
    timeZone: "Europe/Berlin",
    openingHours: open([...workdays, "SATURDAY"], "10:00", "20:00"),
  },
  {
    name: "Paris",
    kind: "STORE",
    address: { address_1: "64 rue de Turenne", city: "Paris", postal_code: "75003", country_code: "fr" },
    latitude: 48.8597,
    longitude: 2.3649,
    timeZone: "Europe/Paris",
    openingHours: [...open([...workdays, "SATURDAY"], "11:00", "19:30"), ...open(["SUNDAY"], "14:00", "19:00")],
  },
  {
    name: "New York",
    kind: "STORE",
    address: {
      address_1: "72 Prince Street",
      city: "New York",
      postal_code: "10012",
      province: "NY",
      country_code: "us",
    },
    latitude: 40.7237,
    longitude: -73.9966,
    timeZone: "America/New_York",
    openingHours: [...open([...workdays, "SATURDAY"], "11:00", "20:00"), ...open(["SUNDAY"], "12:00", "18:00")],
  },
  {
    name: "San Francisco",
    kind: "STORE",
    address: {
      address_1: "826 Valencia Street",
      city: "San Francisco",
      postal_code: "94110",
      province: "CA",
      country_code: "us",
    },
    latitude: 37.7598,
    longitude: -122.4215,
    timeZone: "America/Los_Angeles",
    openingHours: [...open([...workdays, "SATURDAY"], "11:00", "19:00"), ...open(["SUNDAY"], "12:00", "17:00")],
  },
]
