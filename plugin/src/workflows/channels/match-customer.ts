import type { OrderRecord } from "@anyshelf/connector-kit"
import type { CreateCustomerDTO, ICustomerModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { personOf, type Person } from "../../domain/channels/customer"
import { channelsModule } from "../../modules/channels"
import type ChannelsService from "../../modules/channels/service"
import { filled } from "./filled"
import { channelCustomerId } from "./import-ids"

/**
 * Finds our customer for who ordered, or makes one without an account; null when the channel names nobody. First by what was
 * linked before; then by e-mail among customers without an account. An account is never found by e-mail: nobody has proved that
 * it is the same person, and whoever opened it would read the order's address.
 */
export async function matchCustomer(
  container: MedusaContainer,
  connectionId: string,
  order: OrderRecord
): Promise<string | null> {
  const person = personOf(order)
  if (!person) return null
  const channels = container.resolve<ChannelsService>(channelsModule)
  const customers = container.resolve(Modules.CUSTOMER)
  const { ref } = person
  if (ref === null) return findOrCreate(customers, connectionId, person)
  const linked = await channels.readCustomer({ connectionId, externalId: ref })
  if (linked && (await exists(customers, linked))) return linked
  const customerId = await findOrCreate(customers, connectionId, person)
  if (customerId === null) return null
  const link = { connectionId, externalId: ref, customerId }
  if (!linked) return channels.linkCustomer(link)
  await channels.relinkCustomer(link)
  return customerId
}

async function findOrCreate(
  customers: ICustomerModuleService,
  connectionId: string,
  person: Person
): Promise<string | null> {
  const id = person.email === null && person.ref !== null ? channelCustomerId(connectionId, person.ref) : null
  const find = async () => (id ? await idIfExists(customers, id) : await findByEmail(customers, person.email))
  const known = await find()
  if (known) return known
  try {
    const created = await customers.createCustomers(toMedusa(person, connectionId, id))
    return created.id
  } catch (error) {
    // The e-mail of customers without an account is unique, and so is a derived id: whoever lost the race finds the winner's.
    const winner = await find()
    if (winner) return winner
    throw error
  }
}

/** Medusa keeps e-mails as they were typed, so capitals are looked past; an e-mail's wildcards stand for themselves. */
async function findByEmail(customers: ICustomerModuleService, email: string | null): Promise<string | null> {
  if (email === null) return null
  const pattern = email.replace(/[\\%_]/g, (each) => `\\${each}`)
  const filter = { has_account: false, email: { $ilike: pattern } }
  const [found] = await customers.listCustomers(filter, { select: ["id"], take: 1, order: { created_at: "ASC" } })
  return found?.id ?? null
}

const idIfExists = async (customers: ICustomerModuleService, id: string) => ((await exists(customers, id)) ? id : null)

const exists = async (customers: ICustomerModuleService, id: string) =>
  (await customers.listCustomers({ id }, { select: ["id"], take: 1 })).length > 0

function toMedusa({ email, phone, firstName, lastName }: Person, connectionId: string, id: string | null) {
  // Its type knows no id, but Medusa stores the one that is given.
  const created: CreateCustomerDTO & { id?: string } = {
    ...(id && { id }),
    ...filled({ email, phone, first_name: firstName, last_name: lastName }),
    created_by: connectionId,
  }
  return created
}
