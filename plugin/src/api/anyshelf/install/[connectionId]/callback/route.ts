import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { finishInstall } from "../../../../../channels/connections/install-connection"
import { channelsModule } from "../../../../../modules/channels"
import type ChannelsService from "../../../../../modules/channels/service"
import { forgetInstallKey, readInstallKey } from "../../cookie"

/** Where a vendor sends the merchant's browser back to. Whatever comes of it, the browser ends up on the Channels page, which says it. */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const id = request.params.connectionId ?? ""
  const { connections } = request.scope.resolve<ChannelsService>(channelsModule)
  const browserKey = readInstallKey(request, id)
  const finished = await finishInstall(connections, { id, browserKey, query: onlyTexts(request.query) })
  if (browserKey) forgetInstallKey(request, response, id)
  const page = new URLSearchParams({ connection: id, install: finished.ok ? "done" : "refused" })
  if (!finished.ok) page.set("reason", finished.reason)
  // The vendor's code and signature stand in this page's address: nobody else is to read it there.
  response.setHeader("referrer-policy", "no-referrer")
  response.setHeader("cache-control", "no-store")
  response.redirect(303, `${adminPath(request)}/channels?${page.toString()}`)
}

/** A parameter that came twice is not the vendor's doing. */
const onlyTexts = (query: MedusaRequest["query"]): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === "string"))

function adminPath({ scope }: MedusaRequest): string {
  const { admin } = scope.resolve<{ admin?: { path?: string } }>(ContainerRegistrationKeys.CONFIG_MODULE)
  return (admin?.path ?? "/app").replace(/\/+$/, "")
}
