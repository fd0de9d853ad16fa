import { moneyFromDecimal, type Money } from "@anyshelf/connector-kit"
import DataLoader from "dataloader"
import { Modules } from "@medusajs/framework/utils"
import type { CalculatedPriceSet, IPricingModuleService } from "@medusajs/framework/types"
import { priceSetsOfVariants } from "../reads/catalog/queries"
import type { Context } from "./context"
import { badInput, callerError } from "./errors"

/** What one unit costs. */
export interface VariantPrice {
  readonly current: Money
  readonly original: Money
  readonly taxInclusive: boolean
}

/** In which region or currency a price is asked for. With neither, the store's default decides. */
export interface PriceQuestion {
  readonly regionId?: string | null
  readonly currencyCode?: string | null
}

interface Market {
  readonly regionId: string | null
  /** Lower case, as Medusa keeps it. */
  readonly currencyCode: string
}

type PriceLoader = DataLoader<string, VariantPrice | null>

/** How many different regions and currencies one request may ask for: each is a calculation of its own. */
const marketsMax = 20

/** One loader for each region or currency that a request asks for. */
export class PriceLoaders {
  private readonly loaders = new Map<string, Promise<PriceLoader>>()

  constructor(private readonly context: Omit<Context, "load">) {}

  /** What one unit of a variant costs; null when it has no price there. */
  async load(question: PriceQuestion, variantId: string): Promise<VariantPrice | null> {
    return (await this.loader(question)).load(variantId)
  }

  private loader({ regionId, currencyCode }: PriceQuestion): Promise<PriceLoader> {
    if (regionId && currencyCode) throw badInput('Give "regionId" or "currencyCode", not both.')
    const key = `${regionId ?? ""}|${currencyCode?.toLowerCase() ?? ""}`
    const known = this.loaders.get(key)
    if (known) return known
    if (this.loaders.size >= marketsMax) {
      throw badInput(`One request may ask for prices in at most ${marketsMax} regions and currencies.`)
    }
    const loader = this.market(regionId, currencyCode).then((market) => this.create(market))
    this.loaders.set(key, loader)
    return loader
  }

  private async market(regionId?: string | null, currencyCode?: string | null): Promise<Market> {
    if (currencyCode) return { regionId: null, currencyCode: currencyCode.toLowerCase() }
    const defaults = await this.context.store.defaults()
    const region = regionId ?? defaults.regionId
    const currency = region ? await this.context.store.currencyOfRegion(region) : defaults.currencyCode
    if (currency) return { regionId: region, currencyCode: currency }
    if (regionId) throw badInput(`There is no region "${regionId}". Regions are in Medusa Admin, Settings, Regions.`)
    throw callerError(
      "NOT_SET_UP",
      'The store has no default region and no default currency. Give "regionId" or "currencyCode", or set a default in Medusa Admin.'
    )
  }

  private create(market: Market): PriceLoader {
    return new DataLoader(async (variantIds) => {
      const sets = new Map(
        (await priceSetsOfVariants(this.context.run, variantIds)).map((row) => [row.variantId, row.priceSetId])
      )
      const prices = await this.calculate([...new Set(sets.values())], market)
      return variantIds.map((id) => prices.get(sets.get(id) ?? "") ?? null)
    })
  }

  private async calculate(priceSetIds: string[], market: Market): Promise<Map<string, VariantPrice>> {
    if (priceSetIds.length === 0) return new Map()
    const pricing = this.context.container.resolve<IPricingModuleService>(Modules.PRICING)
    const { customerId } = await this.context.caller()
    const groups = customerId ? await this.context.store.groupsOfCustomer(customerId) : []
    const calculated = await pricing.calculatePrices(
      { id: priceSetIds },
      {
        context: {
          currency_code: market.currencyCode,
          ...(market.regionId === null ? {} : { region_id: market.regionId }),
          // Medusa's types allow only flat values here; its own store routes pass the groups in this shape.
          ...(groups.length === 0 ? {} : ({ customer: { groups: groups.map((id) => ({ id })) } } as object)),
        },
      }
    )
    return new Map(calculated.flatMap((each) => toPrice(each, market)))
  }
}

function toPrice(price: CalculatedPriceSet, market: Market): [string, VariantPrice][] {
  const { calculated_amount: current, original_amount: original } = price
  if (current === null || current === undefined) return []
  const currency = price.currency_code ?? market.currencyCode
  return [
    [
      price.id,
      {
        current: moneyFromDecimal(String(current), currency),
        original: moneyFromDecimal(String(original ?? current), currency),
        taxInclusive: price.is_calculated_price_tax_inclusive ?? false,
      },
    ],
  ]
}
