import { asDecimal } from "../../shop/money"
import type { View } from "../context"

export const moneyView = (minor: number, currency: string): View => ({
  __typename: "MoneyV2",
  amount: asDecimal(minor, currency),
  currencyCode: currency,
})

/** The shop sells in its own currency only, so that both are the same. */
export const moneyBag = (minor: number, currency: string): View => ({
  __typename: "MoneyBag",
  shopMoney: moneyView(minor, currency),
  presentmentMoney: moneyView(minor, currency),
})
