import { IDENTITY_HEADER, signIdentity, type Identity } from "@anyshelf/connector-kit/subgraph"
import { gatewaySecret } from "./app"

/** What axios needs to be, to ask the subgraph. */
interface Api {
  post(url: string, body: unknown, config: object): Promise<{ status: number; data: unknown }>
}

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
export async function ask(api: Api, identity: Identity, query: string, variables: object = {}): Promise<Answer> {
  const { status, data } = await api.post(
    "/anyshelf/graphql",
    { query, variables },
    { headers: { [IDENTITY_HEADER]: signIdentity(identity, gatewaySecret) }, validateStatus: () => true }
  )
  return { status, ...(data as object) } as Answer
}
