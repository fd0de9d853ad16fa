import { proveChannels } from "../channels/simulation/run"
import { proveCommand } from "../prove/command"
import { help, readArguments } from "./arguments"
import { doctor } from "./doctor"
import { importCommand } from "./import-command"
import { rotateSecretsCommand } from "./rotate-secrets"
import { say } from "./say"
import { uninstallCommand } from "./uninstall"

/** Runs the command line; the result is the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  // It asks questions of its own, with arguments of its own.
  if (argv[0] === "prove" && argv[1] === "channels") return proveChannels(argv.slice(2))
  const command = readArguments(argv)
  switch (command.do) {
    case "help":
      return say(help, 0)
    case "fail":
      return say(command.sentence, 2)
    case "import-products":
      return importCommand(command)
    case "doctor":
      return doctor(command)
    case "secrets-rotate":
      return rotateSecretsCommand()
    case "uninstall":
      return uninstallCommand(command)
    case "prove":
      return proveCommand(command)
  }
}
