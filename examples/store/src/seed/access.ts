import {
  createApiKeysWorkflow,
  createUserAccountWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
} from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { setting } from "../settings"
import { find, findOrCreate, type Found } from "./find-or-create"

/** Where the person who runs this signs in. The top-level domain is reserved for examples. */
export const adminEmail = "admin@anyshelf.example"

/** A key of a shop front: says for which channel it asks. */
export async function seedPublishableKey(container: MedusaContainer, webShopId: string): Promise<string> {
  const title = "Web shop"
  const create = async () => {
    const api_keys = [{ title, type: "publishable" as const, created_by: "" }]
    return (await createApiKeysWorkflow(container).run({ input: { api_keys } })).result[0]
  }
  const { id } = await findOrCreate(container, "api_key", { title, type: "publishable" }, create)
  await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id, add: [webShopId] } })
  const [key] = await find<Found & { token: string }>(container, "api_key", { id }, ["token"])
  if (!key) throw new Error("The web shop's publishable key is gone: seed again.")
  return key.token
}

/** A person who may sign in to the admin, with the password of this run. */
export async function seedAdmin(container: MedusaContainer): Promise<string> {
  const auth = container.resolve(Modules.AUTH)
  const password = setting("ANYSHELF_ADMIN_PASSWORD")
  const [user] = await find(container, "user", { email: adminEmail })
  if (user) {
    await auth.updateProvider("emailpass", { entity_id: adminEmail, password })
    return user.id
  }
  const { authIdentity, error } = await auth.register("emailpass", { body: { email: adminEmail, password } })
  if (!authIdentity) throw new Error(`The admin could not be registered: ${error}`)
  const userData = { email: adminEmail, first_name: "Ada", last_name: "Shelf" }
  return (await createUserAccountWorkflow(container).run({ input: { authIdentityId: authIdentity.id, userData } }))
    .result.id
}

/**
 * A secret key of the staff. Medusa shows it once and keeps its hash, so the one noted down is kept while it is still good.
 *
 * @param known - the key noted down last time
 */
export async function seedSecretKey(
  container: MedusaContainer,
  userId: string,
  known: { readonly secretId: string; readonly secret: string } | null
): Promise<{ secretId: string; secret: string }> {
  const good = known ? await find(container, "api_key", { id: known.secretId, type: "secret", revoked_at: null }) : []
  if (known && good.length > 0) return known
  const api_keys = [{ title: "Example store", type: "secret" as const, created_by: userId }]
  const [key] = (await createApiKeysWorkflow(container).run({ input: { api_keys } })).result
  if (!key) throw new Error("Medusa made no secret key: look for an error above.")
  return { secretId: key.id, secret: key.token }
}
