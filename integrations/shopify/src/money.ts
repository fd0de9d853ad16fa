import { moneyFromDecimal, type Money } from "@anyshelf/connector-kit"

/** An amount of Shopify's, in the shop's own currency and in the buyer's. Only the first is ours. */
export interface Bag {
  readonly shopMoney: { readonly amount: string; readonly currencyCode: string }
}

/** The amount in the shop's own currency: what the merchant earns, not what the buyer saw. */
export const shopMoney = ({ shopMoney: { amount, currencyCode } }: Bag): Money => moneyFromDecimal(amount, currencyCode)

/** What several amounts come to. @param currencyCode of the sum, also when there are none. */
export const sum = (bags: readonly Bag[], currencyCode: string): Money => ({
  amount: bags.reduce((total, bag) => total + shopMoney(bag).amount, 0),
  currencyCode,
})
