import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"

/** What a seed needs to know of a thing that is there already. */
export interface Found {
  readonly id: string
}

/**
 * Finds one thing of Medusa's, or makes it: a seed that is repeated, or was cut short, ends in the same store.
 *
 * @param container - the app's
 * @param entity - as `query.graph` names it
 * @param filters - that only this thing passes
 * @param create - makes it, when there is none
 */
export async function findOrCreate<T extends Found>(
  container: MedusaContainer,
  entity: string,
  filters: Readonly<Record<string, unknown>>,
  create: () => Promise<T | undefined>
): Promise<Found> {
  const found = (await find(container, entity, filters))[0] ?? (await create())
  if (found) return found
  throw new Error(`The seed made no ${entity} with ${JSON.stringify(filters)}: look for an error above.`)
}

/**
 * The ids of the things that pass.
 *
 * @param fields - to read besides the id
 */
export async function find<T extends Found>(
  container: MedusaContainer,
  entity: string,
  filters: Readonly<Record<string, unknown>>,
  fields: readonly string[] = []
): Promise<T[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity, fields: ["id", ...fields], filters })
  return data as T[]
}
