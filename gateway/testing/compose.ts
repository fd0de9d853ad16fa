import { composeServices } from "@theguild/federation-composition"
import { parse } from "graphql"
import type { SubgraphModule } from "@anyshelf/connector-kit/subgraph"

/** A subgraph of a test. */
export interface TestSubgraph extends SubgraphModule {
  readonly name: string
  readonly url?: string
}

/** The `@link` that every test subgraph begins with. */
export const FEDERATION = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@requires", "@external", "@provides", "@interfaceObject", "@inaccessible", "@override",
  "@authenticated", "@requiresScopes", "@policy", "@cost", "@listSize"
])
`

/** Composes subgraphs into a supergraph; throws with the composer's reasons. */
export function compose(subgraphs: readonly Pick<TestSubgraph, "name" | "typeDefs" | "url">[]): string {
  const services = subgraphs.map(({ name, typeDefs, url = `http://${name}.invalid/graphql` }) => ({
    name,
    url,
    typeDefs: parse(typeDefs),
  }))
  const { supergraphSdl, errors } = composeServices(services)
  if (supergraphSdl) return supergraphSdl
  throw new Error((errors ?? []).map(({ message }) => message).join("\n"))
}
