import { engineMutants } from "../mutants"
import { runMutants } from "../run-mutants"
import { crowdStory } from "./crowd-story"
import { importStories } from "./import-stories"
import type { ConnectorStory, StoryOptions } from "./story"

/** What happens to the engine with any connector: what comes in, and a crowd on both sides while answers are lost. */
export const connectorStories: readonly ConnectorStory[] = [...importStories, crowdStory]

/** What the kit's command line runs. */
export const conformance = {
  scenarios: connectorStories,
  engineMutants: engineMutants.map(({ name }) => ({
    name,
    /** Who noticed that the guard was gone; null when nobody did. */
    hunt: async (_options: StoryOptions): Promise<string | null> => {
      const [verdict] = await runMutants({ only: [name] })
      const found = verdict?.killedBy
      return found ? `${found.scenario} (seed ${found.seed}): ${found.breach.law}` : null
    },
  })),
}
