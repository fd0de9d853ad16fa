/**
 * A rule of Shopify's that its schema does not hold, and that the stand-in therefore holds itself.
 *
 * The ledger is how a reader knows what the stand-in's strictness rests on: `V` was read in Shopify's own files or seen
 * live, `D` is in Shopify's documentation, `T` is a third party's report, `I` is inferred. What is T or I is an assumption.
 */
export interface Rule {
  /** Also in the title of the test that holds it: `[id] …`. */
  readonly id: string
  readonly text: string
  readonly source: string
  readonly label: "V" | "D" | "T" | "I"
  /** The file of that test, under the package. */
  readonly test: string
}
