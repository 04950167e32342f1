/** An error in the configuration, the environment or the options. Its message is one sentence; the exit code is 2. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}
