import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { findMerchantVariant } from "../../../../../../reads/merchant/queries"
import { runOn } from "../../../../../../reads/run"
import { chooseChannel, describeVariants } from "../../../availability/describe"
import { readVariantQuery } from "../../../availability/schema"
import type { VariantAvailability } from "../../../availability/types"

/** What can be promised of one variant, where, and why. */
export async function GET(
  request: MedusaRequest,
  response: MedusaResponse<{ variant: VariantAvailability }>
): Promise<void> {
  const { sales_channel_id } = await readVariantQuery(request.query)
  const run = runOn(request.scope)
  const row = await findMerchantVariant(run, request.params.id!)
  if (!row) throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no variant "${request.params.id}".`)
  const { chosen } = await chooseChannel(run, sales_channel_id)
  const [variant] = await describeVariants(request.scope, [row], chosen)
  response.json({ variant: variant! })
}
