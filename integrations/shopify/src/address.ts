import type { AddressRecord } from "@anyshelf/connector-kit"
import type { AddressFragment, PlaceFragment } from "./generated/admin"

type Fields = Record<keyof AddressRecord, string | null>

/** An address of an order. Only what Shopify knows is there: an empty field is left out, not an empty text. */
export function toAddress(address: AddressFragment | null): AddressRecord | null {
  if (!address) return null
  return known({
    firstName: address.firstName,
    lastName: address.lastName,
    company: address.company,
    line1: address.address1,
    line2: address.address2,
    city: address.city,
    province: address.province,
    postalCode: address.zip,
    countryCode: address.countryCodeV2,
    phone: address.phone,
  })
}

/** The address of a place of the merchant. */
export const toPlaceAddress = ({ address }: PlaceFragment): AddressRecord =>
  known({
    line1: address.address1,
    line2: address.address2,
    city: address.city,
    province: address.province,
    postalCode: address.zip,
    countryCode: address.countryCode,
    phone: address.phone,
  })

const known = (fields: Partial<Fields>): AddressRecord =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as AddressRecord
