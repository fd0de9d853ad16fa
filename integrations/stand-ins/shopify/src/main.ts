import { optionsFromEnvironment } from "./options"
import { startStandIn } from "./start"

const help = `A local Shopify. Speaks the Admin GraphQL API 2026-07 and 2026-10, keeps a shop, sells and sends webhooks.

  ANYSHELF_STAND_INS_PORT     port on this machine, default 4200
  SHOPIFY_SHOP                the shop's domain, default anyshelf-demo.myshopify.com
  SHOPIFY_ACCESS_TOKEN        what clients send as X-Shopify-Access-Token (needed)
  SHOPIFY_WEBHOOK_SECRET      what webhooks are signed with (needed)
  SHOPIFY_CLIENT_ID           the app's id when it is installed by OAuth, default anyshelf-local
  STAND_IN_STATE              file to keep the shop in over restarts, default none
  STAND_IN_PLAN               standard (100 points a second, the default), advanced, plus or enterprise
  STAND_IN_BUYERS_PER_MINUTE  orders that come by themselves, default 0
`

async function main(): Promise<void> {
  if (process.argv.includes("--help")) return void process.stdout.write(help)
  const standIn = await startStandIn(optionsFromEnvironment(process.env))
  process.stdout.write(`Shopify stand-in: shop ${standIn.url}  Admin API ${standIn.adminUrl}\n`)
  const stop = () => void standIn.close().then(() => process.exit(0))
  process.once("SIGINT", stop)
  process.once("SIGTERM", stop)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
