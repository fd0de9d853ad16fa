import type { OrderRecord } from "@anyshelf/connector-kit"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type ChannelsService from "../../modules/channels/service"
import { isGoods } from "../../domain/channels/order-delivery"
import { channelsModule } from "../../modules/channels"
import type { ImportFacts, ImportOrderInput, LineFacts, VariantFacts } from "./types"

type Match = Awaited<ReturnType<ChannelsService["readListingMatches"]>>[number]

/** Reads all that an import needs to know of our side: three statements, whatever the number of lines. */
export async function gatherImportFacts(
  container: MedusaContainer,
  { connectionId, order }: Pick<ImportOrderInput, "connectionId" | "order">
): Promise<ImportFacts> {
  const channels = container.resolve<ChannelsService>(channelsModule)
  const refs = order.lines.flatMap(({ listingRef }) => (listingRef === null ? [] : [listingRef]))
  const matches = new Map(
    (await channels.readListingMatches(connectionId, refs)).map((each) => [each.externalId, each])
  )
  const variants = await readVariants(container, [...matches.values()])
  const facts = order.lines.map((line): LineFacts => {
    const match = line.listingRef === null ? undefined : matches.get(line.listingRef)
    const variant = (match?.variantId && variants.get(match.variantId)) || null
    const isTaken = isGoods(order, line)
    const components = match && variant && isTaken && match.state === "mapped" ? match.components : []
    const problem = !variant && isTaken && line.quantity > 0 ? describe(line, match) : null
    return { lineRef: line.ref, variant, components, problem }
  })
  return { lines: facts, regionId: await findRegion(container, order) }
}

function describe(line: OrderRecord["lines"][number], match: Match | undefined): string {
  const what = `The line "${line.title}" (SKU ${line.sku ?? "none"}, ${line.quantity} units)`
  if (line.listingRef === null)
    return `${what} is of no listing, so nothing is reserved for it: find the units, fulfil them by hand, and close this task.`
  const why = match ? `is listed but ${match.state}` : "is of a listing that we do not know"
  return `${what} ${why}, so nothing is reserved for it. Match the listing (by its SKU, by hand or by CSV): the line is then completed and reserved by itself.`
}

interface VariantRow {
  id: string
  title: string | null
  sku: string | null
  barcode: string | null
  options: { value: string; option: { title: string } | null }[] | null
  product: {
    id: string
    title: string
    subtitle: string | null
    description: string | null
    handle: string | null
    thumbnail: string | null
    type_id: string | null
    type: { value: string } | null
    collection: { title: string } | null
  }
}

async function readVariants(container: MedusaContainer, matches: readonly Match[]): Promise<Map<string, VariantFacts>> {
  const ids = matches.flatMap(({ variantId }) => (variantId === null ? [] : [variantId]))
  if (ids.length === 0) return new Map()
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "variant",
    fields: [
      "id",
      "title",
      "sku",
      "barcode",
      "options.value",
      "options.option.title",
      "product.id",
      "product.title",
      "product.subtitle",
      "product.description",
      "product.handle",
      "product.thumbnail",
      "product.type_id",
      "product.type.value",
      "product.collection.title",
    ],
    filters: { id: ids },
  })
  return new Map((data as unknown as VariantRow[]).map((row) => [row.id, toVariant(row)]))
}

function toVariant({ id, title, sku, barcode, options, product }: VariantRow): VariantFacts {
  return {
    variantId: id,
    title,
    sku,
    barcode,
    optionValues: Object.fromEntries((options ?? []).map(({ option, value }) => [option?.title ?? "", value])),
    product: {
      id: product.id,
      title: product.title,
      subtitle: product.subtitle,
      description: product.description,
      handle: product.handle,
      thumbnail: product.thumbnail,
      type: product.type?.value ?? null,
      typeId: product.type_id,
      collection: product.collection?.title ?? null,
    },
  }
}

/** The region of the order's currency that has its country; else the only one of that currency. */
async function findRegion(container: MedusaContainer, order: OrderRecord): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "region",
    fields: ["id", "countries.iso_2"],
    filters: { currency_code: order.currencyCode.toLowerCase() },
  })
  const regions = data as unknown as { id: string; countries: { iso_2: string }[] | null }[]
  const country = (order.shippingAddress ?? order.billingAddress)?.countryCode?.toLowerCase()
  const there = regions.find(({ countries }) => countries?.some(({ iso_2 }) => iso_2 === country))
  return there?.id ?? (regions.length === 1 ? (regions[0]?.id ?? null) : null)
}
