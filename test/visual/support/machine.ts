import process from 'node:process';

/** Engines that these tests start see one time zone and one language, whatever the machine's own are. */
export function hideMachine(): void {
  const { env } = process;
  env['TZ'] = 'UTC';
  env['LC_ALL'] = 'C.UTF-8';
  env['LANGUAGE'] = 'en';
}
