import { gid } from "../../shop/global-ids"
import type { RequestContext, View } from "../context"

/** Where the shop shows what it sells: here there is one place, the online store. */
export const publicationView = ({ store }: RequestContext): View => ({
  __typename: "Publication",
  id: gid("Publication", store.shop.id),
  name: "Online Store",
  autoPublish: true,
  supportsFuturePublishing: true,
  catalog: null,
  operation: null,
})
