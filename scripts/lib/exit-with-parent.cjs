// @ts-check
// Loaded into every process of the store (`node -r`). When the runner is killed outright (`kill -9`), nobody is left to stop
// its children, and they would keep the ports. The broken channel to the runner tells them.
const graceMs = 8_000

process.channel?.unref()
process.once("disconnect", () => {
  process.kill(process.pid, "SIGTERM")
  setTimeout(() => process.exit(1), graceMs).unref()
})
