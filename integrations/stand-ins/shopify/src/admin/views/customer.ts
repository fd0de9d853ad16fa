import { gid } from "../../shop/global-ids"
import type { OrderRecord, PersonRecord } from "../../shop/order-records"
import { asDateTime } from "../../shop/time"
import type { RequestContext, View } from "../context"
import { mailingAddressView } from "./address"

/** @param order One of the customer's, whose address is taken for his own. */
export const customerView = ({ store }: RequestContext, person: PersonRecord, order: OrderRecord): View => ({
  __typename: "Customer",
  id: gid("Customer", person.id),
  legacyResourceId: String(person.id),
  firstName: person.firstName,
  lastName: person.lastName,
  displayName: `${person.firstName} ${person.lastName}`,
  email: person.email,
  phone: person.phone,
  defaultEmailAddress: person.email === null ? null : { emailAddress: person.email, validFormat: true },
  defaultPhoneNumber: person.phone === null ? null : { phoneNumber: person.phone },
  defaultAddress: () => mailingAddressView(order.addressId, order.address, person),
  locale: "en",
  note: null,
  tags: [],
  taxExempt: false,
  verifiedEmail: person.email !== null,
  state: "DISABLED",
  numberOfOrders: () => String(store.orders.all().filter(({ customer }) => customer?.id === person.id).length),
  createdAt: asDateTime(person.createdAt),
  updatedAt: asDateTime(person.createdAt),
})
