export type { Resolvers } from "./attach-resolvers"
export { buildSubgraphSchema, type SubgraphModule } from "./build-subgraph-schema"
export { REPRESENTATIONS_MAX, type ReferenceResolver } from "./entities"
export {
  anonymous,
  checkSecret,
  IDENTITY_HEADER,
  IdentityRefused,
  signIdentity,
  verifyIdentity,
  type Identity,
} from "./identity"
