import { assertOurs } from "../inventory/doctor/assert-ours"
import { planRemoval, scatteredLines, type RemovalPlan } from "../inventory/uninstall/plan-removal"
import { assertAlone, uninstall } from "../inventory/uninstall/uninstall"
import type { Command } from "./arguments"
import { say } from "./say"
import { openShopDatabase, type ShopDatabase } from "./shop-database"

type Uninstall = Extract<Command, { do: "uninstall" }>

/**
 * Removes Anyshelf from the database of this folder's shop, or shows what that would do; the result is the exit code: 0 done
 * or shown, 2 could not.
 */
export async function uninstallCommand(asked: Uninstall, directory = process.cwd()): Promise<number> {
  try {
    const database = await openShopDatabase(directory)
    return await (asked.yes ? remove(database, asked) : show(database, asked)).finally(() => database.knex.destroy())
  } catch (error) {
    return say(error instanceof Error ? error.message : String(error), 2)
  }
}

async function show({ knex, name }: ShopDatabase, asked: Uninstall): Promise<number> {
  await assertOurs(knex)
  const plan = await planRemoval(knex)
  const again = ["anyshelf uninstall --yes", ...(asked.keepHistory ? ["--keep-history"] : [])].join(" ")
  const warning = await assertAlone(knex).then(() => [], (error: Error) => [error.message, ""]) // prettier-ignore
  const lines = [`Removing Anyshelf from ${name} would:`, ...describePlan(plan, asked), "", ...warning]
  return say([...lines, `Nothing was changed. To do it: ${again}`].join("\n"), 0)
}

async function remove({ knex, name }: ShopDatabase, { keepHistory }: Uninstall): Promise<number> {
  const { plan, history } = await uninstall(knex, { keepHistory, now: new Date() })
  const kept = history ? [`  Our tables are in the schema ${history}.`] : []
  const lines = [`Anyshelf was removed from ${name}:`, ...describePlan(plan, { keepHistory }), ...kept, "", next]
  return say(lines.join("\n"), 0)
}

const next = `Now take withAnyshelf out of medusa-config, npm uninstall @anyshelf/plugin, and start Medusa again.
(npx medusa db:migrate with the plugin still in medusa-config would install it anew.)`

function describePlan(plan: RemovalPlan, { keepHistory }: Pick<Uninstall, "keepHistory">): string[] {
  const count = (kind: string) => plan.ours.filter((each) => each.kind === kind).length
  const scattered = scatteredLines(plan)
  return [
    `  end ${plan.holds} living holds of carts`,
    `  make ${plan.pools.length} pool reservations ordinary ones, at the location where they are set aside`,
    ...(scattered.length > 0
      ? [
          `    of these, ${scattered.length} order lines lie at several locations; split the line before fulfilling: ${scattered.slice(0, 10).join(", ")}`,
        ]
      : []),
    ...(plan.promised.length > 0
      ? [
          `  forget that ${plan.promised.length} order lines wait for expected deliveries; write them down: ${plan.promised.join(", ")}`,
        ]
      : []),
    `  take away ${count("trigger")} triggers, ${count("function")} functions and ${count("column")} columns`,
    `  ${keepHistory ? "keep, in a schema of their own," : "drop"} ${count("table")} tables, with a ledger of about ${plan.movements} movements`,
    "  leave every level and reservation of Medusa's as it is",
  ]
}
