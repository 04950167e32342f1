import { GROUPS, playInRounds } from '../../../demo/gallery/groups.ts';
import { forgetScenes, type Scene } from '../../../demo/gallery/scene.ts';
import { later } from './clock.ts';
import { HARD } from './hard-scenes.ts';

export interface Stage {
  readonly scene: Scene;
  readonly element: HTMLElement;
  readonly stage: HTMLElement;
}

/** Tells orders apart by their scene: counted, every order after a new scene would be called something else. */
function numberOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9000;
  return 1000 + sum;
}

function renamed(scene: Scene): Scene {
  const make = (): HTMLElement => {
    const element = scene.make() as HTMLElement & { description?: unknown };
    const { description } = element;
    if (typeof description === 'string')
      element.description = description.replace(/№ \d+$/, `№ ${numberOf(scene.id)}`);
    return element;
  };
  return { ...scene, make };
}

/** What the address asks for: everything, or `only` these. */
export function sceneList(query: URLSearchParams): readonly Scene[] {
  const all = [...Object.values(GROUPS).flat(), ...HARD].map(renamed);
  const only = query.getAll('only');
  return only.length > 0 ? all.filter(({ id }) => only.includes(id)) : all;
}

/** Longer than any way to a state takes, on a busy machine too. Milliseconds. */
const LATE = 120_000;

/** Brings every scene into its state, and fails with the name of the one that does not get there. */
export async function play(stages: readonly Stage[]): Promise<void> {
  forgetScenes();
  const one = async ({ scene, element, stage }: Stage): Promise<void> => {
    const late = new Promise<never>((_, reject) => later(() => reject(new Error('takes for ever')), LATE));
    try {
      await Promise.race([scene.play?.(element, stage), late]);
    } catch (cause) {
      throw new Error(`${scene.id}: ${String(cause)}`, { cause });
    }
  };
  await playInRounds(stages, one);
  forgetScenes();
}
