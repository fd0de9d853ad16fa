import { gid } from "../../shop/global-ids"
import type { PersonRecord } from "../../shop/order-records"
import type { AddressRecord } from "../../shop/records"
import type { View } from "../context"

const countryName = (code: string): string => new Intl.DisplayNames(["en"], { type: "region" }).of(code) ?? code

const lines = (address: AddressRecord): string[] =>
  [
    address.address1,
    [address.city, address.provinceCode, address.zip].filter(Boolean).join(" "),
    countryName(address.countryCode),
  ].filter((line): line is string => Boolean(line))

const shared = (address: AddressRecord) => ({
  address1: address.address1,
  address2: null,
  city: address.city,
  country: countryName(address.countryCode),
  countryCode: address.countryCode,
  latitude: address.latitude,
  longitude: address.longitude,
  phone: address.phone,
  province: address.province,
  provinceCode: address.provinceCode,
  zip: address.zip,
})

export const locationAddressView = (address: AddressRecord): View => ({
  __typename: "LocationAddress",
  ...shared(address),
  formatted: lines(address),
})

export const mailingAddressView = (id: number, address: AddressRecord, person: PersonRecord): View => ({
  __typename: "MailingAddress",
  ...shared(address),
  id: gid("MailingAddress", id),
  company: null,
  coordinatesValidated: address.latitude !== null,
  countryCodeV2: address.countryCode,
  firstName: person.firstName,
  lastName: person.lastName,
  name: `${person.firstName} ${person.lastName}`,
  formattedArea: [address.city, address.provinceCode, countryName(address.countryCode)].filter(Boolean).join(", "),
  formatted: ({ withName = false }: { withName?: boolean }) => [
    ...(withName ? [`${person.firstName} ${person.lastName}`] : []),
    ...lines(address),
  ],
})
