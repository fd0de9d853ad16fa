import type { Channel } from "../channel"

/** Where a connection's webhooks are received. */
const webhookPath = (connectionId: string) => `/anyshelf/webhooks/${connectionId}`

/**
 * Makes sure that the channel sends its webhooks to us. Vendors drop subscriptions without a word; what had to be mended was not heard
 * for a while, so orders are read and everything is compared at once.
 */
export async function checkWebhooks(channel: Channel): Promise<void> {
  const { session, connection, channels, id: connectionId, log } = channel
  if (!session.ensureWebhooks || !connection.publicUrl) return
  const url = new URL(webhookPath(connectionId), connection.publicUrl).href
  const { mended } = await session.ensureWebhooks(url)
  await channels.saveWebhookCheck({ connectionId, mended: mended.length > 0 })
  if (mended.length === 0) return
  log.warn("Webhook subscriptions were missing and have been made again; what happened meanwhile is read.", { mended })
  channel.needsDrain = true
  await channels.wantSweeps(connectionId)
}
