import { postWebhooks, type Posting } from "./webhook-post"

/** A sender in a process of its own, so that it does not wait for the one that it measures. */
process.on("message", (posting: Posting) => {
  void postWebhooks(posting).then((posted) => process.send!(posted))
})
