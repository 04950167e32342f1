import { chosenEngines, missingPrograms } from './browsers.ts';
import { findInterpreter, INTERPRETERS, LANGUAGES } from './interpreters.ts';
import { findPostgres, POSTGRES_PACKAGE } from './postgres.ts';

/** The fonts are for Cyrillic, the rouble sign and stable line breaks: a bare system draws boxes. */
const BROWSER_PACKAGES = [
  'chromium',
  'firefox-esr',
  'webkit2gtk-driver',
  'xvfb',
  'fonts-dejavu-core',
  'fonts-noto-core',
];

interface Lack {
  readonly names: readonly string[];
  readonly packages: readonly string[];
}

/** The programs that the tests need and this machine lacks, with their packages. */
export function lacking(): Lack {
  const programs = missingPrograms(chosenEngines());
  const postgres = findPostgres() === undefined ? [POSTGRES_PACKAGE] : [];
  const languages = LANGUAGES.filter((name) => findInterpreter(name) === undefined);
  return {
    names: [...programs, ...postgres, ...languages],
    packages: [
      ...(programs.length > 0 ? BROWSER_PACKAGES : []),
      ...postgres,
      ...languages.map((name) => INTERPRETERS[name]),
    ],
  };
}

/** One sentence for whoever has to do it, or nothing. */
export function whatToInstall({ names, packages }: Lack = lacking()): string | undefined {
  return names.length > 0
    ? `Missing ${names.join(', ')}: as root, \`apt-get install ${packages.join(' ')}\` (Debian's names).`
    : undefined;
}
