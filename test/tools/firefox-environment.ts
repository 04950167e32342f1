import { userInfo } from 'node:os';
import process from 'node:process';

/** As root Firefox refuses a home that is somebody else's, which is what many a CI container has in HOME. */
export function firefoxEnvironment(): Record<string, string> {
  const { env } = process;
  const known = Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const home = process.getuid?.() === 0 ? { HOME: userInfo().homedir } : {};
  return { ...Object.fromEntries(known), ...home };
}
