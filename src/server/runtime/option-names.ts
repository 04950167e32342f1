/** The options that there are, each once, or it does not compile. */
export type OptionNames<Options> = Readonly<Record<keyof Options, true>>;

/** A misspelt option would silently count as not given. @throws {TypeError} naming it */
export function refuseUnknown<Options extends object>(
  options: Options,
  known: OptionNames<Options>,
  maker: string,
): void {
  const strange = Object.keys(options).find((name) => !Object.hasOwn(known, name));
  if (strange !== undefined) throw new TypeError(`${maker} has no option ${strange}`);
}
