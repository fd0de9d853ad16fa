import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Observation } from "../../domain/doctor"
import { patienceMs } from "./limits"
import {
  expectedMachinery,
  installedFunctions,
  installedTriggers,
  installMachinery,
  type Part,
} from "./queries/machinery"
import { limitPatience } from "./queries/repair-level"
import { retrying } from "./retrying"

/** Functions and triggers that are missing or not as this version has them. Throws when the user may not create a schema. */
export async function examineMachinery(knex: Knex): Promise<{ observations: Observation[]; altered: Part[] }> {
  const expected = await expectedMachinery(knex)
  const functions = compare(expected.functions, await installedFunctions(knex), "function")
  const triggers = compare(expected.triggers, await installedTriggers(knex), "trigger")
  return { observations: [...functions.observations, ...triggers.observations], altered: functions.altered }
}

function compare(expected: readonly Part[], installed: readonly Part[], what: string) {
  const here = new Map(installed.map(({ name, definition }) => [name, definition]))
  const missing = expected.filter(({ name }) => !here.has(name))
  const altered = expected.filter(({ name, definition }) => here.has(name) && here.get(name) !== definition)
  const observe =
    (code: Observation["code"]) =>
    (part: Part): Observation => ({
      code,
      subject: { name: `the ${what} ${part.name}` },
      figures: {},
    })
  return {
    altered,
    observations: [...missing.map(observe("machinery_missing")), ...altered.map(observe("machinery_altered"))],
  }
}

/** Installs everything again; gives what is still not right, which is all of it when the tables were busy. */
export async function repairMachinery(knex: Knex, altered: readonly Part[]): Promise<boolean> {
  const done = await retrying(() =>
    knex.transaction(async (transaction) => {
      await limitPatience(transaction, patienceMs)
      await installMachinery(transaction, altered)
      return true
    })
  )
  return done === true
}
