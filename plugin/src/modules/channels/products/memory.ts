import { generateEntityId } from "@medusajs/framework/utils"
import type { Sql } from "../sql"
import * as products from "./queries"

/** What is to be on the channels by our own doing, as it is remembered. */
export type ProductMemory = ReturnType<typeof productMemory>

/** The memory of listed products, on statements that each are a transaction of their own. */
export const productMemory = (sql: Sql) => ({
  want: (connectionId: string, wanted: readonly Omit<products.WantedProduct, "id">[]) =>
    products.wantProducts(
      sql,
      connectionId,
      wanted.map((each) => ({ ...each, id: generateEntityId(undefined, "anyprod") }))
    ),
  unwant: (connectionId: string, productId: string) => products.unwantProduct(sql, connectionId, productId),
  touch: (productIds: readonly string[]) => products.touchProducts(sql, productIds),
  claim: (claim: Parameters<typeof products.claimProducts>[1]) => products.claimProducts(sql, claim),
  settle: (owner: string, outcome: products.ProductOutcome) => products.settleProduct(sql, owner, outcome),
  readListedVariants: (connectionId: string, variantIds: readonly string[]) =>
    products.readListedVariants(sql, connectionId, variantIds),
  page: (page: Parameters<typeof products.pageOfProducts>[1]) => products.pageOfProducts(sql, page),
})
