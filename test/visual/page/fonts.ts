const MONOSPACE = 'JetBrains Mono Variable';

/** The fonts of every picture, and where each lies. */
export const FONTS: Readonly<Record<string, string>> = {
  'Inter Variable': '/node_modules/@fontsource-variable/inter',
  [MONOSPACE]: '/node_modules/@fontsource-variable/jetbrains-mono',
};

/** A subset loads when its first letter is drawn, which is too late for a picture. */
const LETTERS = 'Aa Жж ₽ ў ә';
const WEIGHTS = [400, 600, 700];

/**
 * An element's `pre` asks for the machine's own monospace, and a page cannot style it: each shadow root gets one sheet more. Call it
 * before any element exists.
 */
export function bringMonospace(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`pre { font-family: '${MONOSPACE}' }`);
  const own = Object.getOwnPropertyDescriptor(ShadowRoot.prototype, 'adoptedStyleSheets');
  Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', {
    ...own,
    set(this: ShadowRoot, sheets: readonly CSSStyleSheet[]) {
      own?.set?.call(this, [...sheets, sheet]);
    },
  });
}

export async function loadFonts(): Promise<void> {
  const faces = Object.keys(FONTS).flatMap((family) => WEIGHTS.map((weight) => `${weight} 16px "${family}"`));
  await Promise.all(faces.map((face) => document.fonts.load(face, LETTERS)));
}
