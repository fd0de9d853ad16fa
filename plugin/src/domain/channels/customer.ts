/** Who ordered, as far as a channel says. */
export interface Person {
  /** The channel's id of them; null for a guest. */
  readonly ref: string | null
  /** Trimmed and in lower case; null when there is none. */
  readonly email: string | null
  readonly phone: string | null
  readonly firstName: string | null
  readonly lastName: string | null
}

interface Named {
  readonly email: string | null
  readonly customer?: (Partial<Person> & { readonly ref: string }) | null
  readonly billingAddress?: { readonly firstName?: string; readonly lastName?: string } | null
  readonly shippingAddress?: { readonly firstName?: string; readonly lastName?: string } | null
}

/** Who ordered; null when the channel names nobody by whom they could be known again. */
export function personOf({ email, customer, billingAddress, shippingAddress }: Named): Person | null {
  const mail = plain(customer?.email ?? email)?.toLowerCase() ?? null
  const ref = plain(customer?.ref)
  if (mail === null && ref === null) return null
  const named = billingAddress ?? shippingAddress
  return {
    ref,
    email: mail,
    phone: plain(customer?.phone),
    firstName: plain(customer?.firstName ?? named?.firstName),
    lastName: plain(customer?.lastName ?? named?.lastName),
  }
}

const plain = (text: string | null | undefined) => text?.trim() || null
