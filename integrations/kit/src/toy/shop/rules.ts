/** What the toy shop insists on. Each can be switched off, so that the laws can show that they would notice. */
export const toyRules = {
  token: "A request without the shop's token is refused.",
  signature: "A webhook is signed over the very bytes of its body.",
  "event-id": "Each event has an id of its own.",
  "sells-down": "What is sold is taken from the number shown.",
  "known-article": "The number of an article that the shop does not have cannot be written.",
  "known-location": "Nor can one at a place that it does not have,",
  "open-location": "or at a place that is closed,",
  "stocked-there": "or where the article is not kept,",
  tracked: "or of an article that is not counted.",
  "whole-number": "A shown number is whole and not below nothing.",
  compare: "A write that expects another number than the one shown is refused (cas).",
  sequence: "A write that is older than the last one is ignored (sequenced).",
  "write-once-per-key": "A write that comes again under its key changes nothing more.",
  "revisions-per-day": "An article is written only so often in a day, where that is limited.",
  rate: "Requests beyond the rate are refused, with how long to wait.",
  "act-once-per-key": "An action that comes again under its key gives the first answer.",
  "open-units-only": "Only units that are still open can leave, be prepared or be collected.",
  "held-stays": "Nothing leaves while it is held.",
  "prepared-once": "Units that lie ready are not prepared again, and the customer is not told twice.",
  "release-needs-hold": "A hold that is not there cannot be released.",
  "cancel-before-leaving": "An order of which units have left cannot be cancelled.",
  "move-open-only": "Only open units can be moved, and only to an open place.",
  "return-what-left": "Only units that have left can come back, each once.",
  "receive-what-is-due": "No more arrives than is on its way back.",
  restock: "What is restocked is shown again at the place that has it; what is not, is not.",
  "refund-what-was-paid": "No more goes back than was paid.",
  "one-product-per-id": "The same product of ours is the same product there.",
  "unlisted-is-hidden": "A product that was taken off the shelves is a draft.",
  "revision-rises": "What changed is given again to whoever reads on from an earlier place.",
} as const

/** The name of a rule. */
export type ToyRule = keyof typeof toyRules

/** The shop says no, and why. */
export class ToyRefusal extends Error {
  override readonly name = "ToyRefusal"
  constructor(
    readonly code: string,
    message: string
  ) {
    super(message)
  }
}

/** The rules in force. */
export class RuleBook {
  /** @param without the one that is switched off; none unless given. */
  constructor(private readonly without?: ToyRule) {}

  holds(rule: ToyRule): boolean {
    return rule !== this.without
  }

  /** Throws `ToyRefusal` where the rule is broken. */
  require(rule: ToyRule, kept: boolean, message: string): void {
    if (!kept && this.holds(rule)) throw new ToyRefusal(rule, message)
  }
}
