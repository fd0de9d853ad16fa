import type { ConnectionsMemory } from "../../../../modules/channels/connections/connections-memory"
import { noKeyRemedy } from "../../../../secrets/keyring"
import type { SecretsAnswer } from "./types"

/** Whether secrets can be kept in this shop, and what to set where they cannot. */
export const describeSecrets = ({ keyring }: ConnectionsMemory): SecretsAnswer => ({
  can_store: keyring.canSeal,
  remedy: keyring.canSeal ? null : noKeyRemedy,
})
