import type { ContractHarness } from "@anyshelf/connector-kit/contract"

/** What a story is told with. */
export interface StoryOptions {
  readonly seed: number
}

/** Something that happens to an engine and a connector. It throws with what was seen where the story ends badly. */
export interface ConnectorStory {
  readonly part: "import" | "simulator"
  readonly name: string
  /** What a connector's author should look at. */
  readonly hint: string
  check(harness: ContractHarness, options: StoryOptions): Promise<void | { readonly skipped: string }>
}
