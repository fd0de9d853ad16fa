import { IDENTITY_HEADER, signIdentity, type Identity } from "@anyshelf/connector-kit/subgraph"
import { gatewaySecret } from "./app"
import type { Client } from "./client"

/** An answer of the subgraph. */
export interface Answer {
  readonly status: number
  // A test knows the shape of what it asked for; naming it at each question would hide the question.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any
  readonly errors?: readonly { message: string; path?: unknown[]; extensions: { code: string } }[]
}

export const anonymousWith = (publishableKey: string | null): Identity => ({
  kind: "anonymous",
  actorId: null,
  scopes: [],
  publishableKey,
})

export const staffWith = (publishableKey: string | null): Identity => ({
  kind: "staff",
  actorId: "user_1",
  scopes: ["staff"],
  publishableKey,
})

/** Asks the subgraph as the gateway would. */
export async function ask(api: Client, identity: Identity, query: string, variables: object = {}): Promise<Answer> {
  const { status, data } = await api.post(
    "/anyshelf/graphql",
    { query, variables },
    { headers: { [IDENTITY_HEADER]: signIdentity(identity, gatewaySecret) } }
  )
  return { status, ...(data as object) } as Answer
}
