import type { AddressRecord } from "@anyshelf/connector-kit"
import type { CreateOrderAddressDTO } from "@medusajs/framework/types"
import { filled } from "./filled"

/** The channel's address in Medusa's words. */
export function toAddress(address: AddressRecord): CreateOrderAddressDTO {
  return filled({
    first_name: address.firstName,
    last_name: address.lastName,
    company: address.company,
    address_1: address.line1,
    address_2: address.line2,
    city: address.city,
    province: address.province,
    postal_code: address.postalCode,
    country_code: address.countryCode?.toLowerCase(),
    phone: address.phone,
  })
}
