import type { WebhookRequest } from "@anyshelf/connector-kit"
import type ChannelsService from "../../../modules/channels/service"
import { receiveWebhook } from "../../receive-webhook"
import type { World } from "./world"

/** Our server takes a webhook in, as the route does. Servers are not what is killed here: a vendor repeats what nobody took. */
export async function receiveAt(world: World, connectionId: string, webhook: WebhookRequest): Promise<void> {
  const service: Pick<ChannelsService, "findConnection" | "receiveWebhook" | "wakeEngine"> = {
    findConnection: (id) =>
      Promise.resolve(world.sellers.map(({ connection }) => connection).find((each) => each.id === id) ?? null),
    receiveWebhook: world.reception.receiveWebhook,
    wakeEngine: (id) => world.wakeEngines(id),
  }
  // The rest of the service is what routes and pages need.
  await receiveWebhook(service as unknown as ChannelsService, connectionId, webhook)
}
