import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import type { ImportPlace } from "./to-product"

/**
 * Finds where imported products are sold.
 *
 * @param wanted.salesChannel - id or name; without it, the store's default
 * @param wanted.currency - ISO 4217; without it, the store's default
 * @returns the place. Throws a sentence when the store has no such channel or currency.
 */
export async function findImportPlace(
  container: MedusaContainer,
  wanted: { salesChannel?: string | undefined; currency?: string | undefined }
): Promise<ImportPlace> {
  const [store] = await container
    .resolve(Modules.STORE)
    .listStores({}, { relations: ["supported_currencies"], take: 1 })
  const currencies = store?.supported_currencies ?? []
  const currency = wanted.currency?.toLowerCase() ?? currencies.find(({ is_default }) => is_default)?.currency_code
  if (!currency) throw refuse("The store has no default currency: give --currency, for example --currency EUR.")
  if (!/^[a-z]{3}$/.test(currency))
    throw refuse(`"${wanted.currency}" is no currency: give three letters, for example EUR.`)
  const [profile] = await container.resolve(Modules.FULFILLMENT).listShippingProfiles({ type: "default" }, { take: 1 })
  const salesChannelId = await findChannel(container, wanted.salesChannel, store?.default_sales_channel_id ?? null)
  return { salesChannelId, currency, shippingProfileId: profile?.id ?? null }
}

async function findChannel(
  container: MedusaContainer,
  wanted: string | undefined,
  usual: string | null
): Promise<string> {
  const channels = await container.resolve(Modules.SALES_CHANNEL).listSalesChannels({}, { take: 1_000 })
  const found = channels.find(({ id, name }) =>
    wanted === undefined ? id === usual : id === wanted || name === wanted
  )
  if (found) return found.id
  const names = channels.map(({ name }) => `"${name}"`).join(", ") || "none"
  throw refuse(
    wanted === undefined
      ? `The store has no default sales channel: give --sales-channel. There are: ${names}.`
      : `There is no sales channel "${wanted}". There are: ${names}.`
  )
}

const refuse = (sentence: string) => new MedusaError(MedusaError.Types.INVALID_DATA, sentence)
