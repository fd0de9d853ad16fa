import { createHmac } from "node:crypto"

/**
 * The signature of a webhook: HMAC-SHA256 over the bytes of the body with the app's client secret, in base64.
 * https://shopify.dev/docs/apps/build/webhooks/subscribe/https#step-2-validate-the-origin-of-your-webhook-to-ensure-its-coming-from-shopify
 */
export const sign = (body: string, secret: string): string =>
  createHmac("sha256", secret).update(body, "utf8").digest("base64")
