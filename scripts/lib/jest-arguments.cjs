// @ts-check

/** @typedef {"unit" | "integration" | "journeys"} Project */

/** @type {readonly Project[]} */
const projects = ["unit", "integration", "journeys"]

/**
 * The projects that a call of jest will run.
 * @param {readonly string[]} args as given behind `npm test --`
 * @returns {readonly Project[]}
 */
function selectedProjects(args) {
  const at = args.findIndex((arg) => arg === "--selectProjects" || arg.startsWith("--selectProjects="))
  if (at < 0) return projects
  const inline = args[at]?.split("=")[1]
  const rest = inline ? [inline] : args.slice(at + 1)
  const end = rest.findIndex((arg) => !projects.includes(/** @type {Project} */ (arg)))
  return /** @type {Project[]} */ (end < 0 ? rest : rest.slice(0, end))
}

module.exports = { projects, selectedProjects }
