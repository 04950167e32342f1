/** Shows every state that a buyer can see. The elements are real; scripted signers bring them into their states. */
import { GROUPS, playInRounds } from './gallery/groups.ts';
import { forgetScenes, type Scene } from './gallery/scene.ts';

interface ShownScene {
  readonly scene: Scene;
  readonly element: HTMLElement;
  readonly stage: HTMLElement;
}

function addScene(scene: Scene, list: Element): ShownScene {
  const element = scene.make();
  const stage = document.createElement('div');
  stage.className = 'stage';
  stage.append(element);
  const title = document.createElement('h3');
  title.textContent = scene.title;
  const item = document.createElement('li');
  item.id = scene.id;
  item.append(title, stage);
  list.append(item);
  return { scene, element, stage };
}

async function play({ scene, element, stage }: ShownScene): Promise<void> {
  try {
    await scene.play?.(element, stage);
  } catch (error) {
    console.error(`gallery: ${scene.id}:`, error);
  }
}

function connectLanguageSwitch(main: HTMLElement): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[name="lang"]')) {
    const show = () => {
      if (input.checked)
        for (const stage of main.querySelectorAll<HTMLElement>('.stage')) stage.lang = input.value;
    };
    input.addEventListener('change', show);
    show();
  }
}

async function open(main: HTMLElement): Promise<void> {
  forgetScenes();
  addEventListener('pagehide', forgetScenes);
  const shown = Object.entries(GROUPS).flatMap(([id, scenes]) => {
    const list = main.querySelector(`#${id} ul`);
    return list ? scenes.map((scene) => addScene(scene, list)) : [];
  });
  connectLanguageSwitch(main);
  await playInRounds(shown, play);
  scrollTo({ top: 0 });
  main.dataset['ready'] = 'yes';
}

const main = document.querySelector('main');
if (main) void open(main);
