/** Every state a buyer can meet, side by side: real elements, brought there by what their signers say. */
import { GROUPS, playInRounds } from './gallery/groups.ts';
import { forgetScenes, type Scene } from './gallery/scene.ts';

interface Picture {
  readonly scene: Scene;
  readonly element: HTMLElement;
  readonly stage: HTMLElement;
}

function hang(scene: Scene, wall: Element): Picture {
  const element = scene.make();
  const stage = document.createElement('div');
  stage.className = 'stage';
  stage.append(element);
  const title = document.createElement('h3');
  title.textContent = scene.title;
  const picture = document.createElement('li');
  picture.id = scene.id;
  picture.append(title, stage);
  wall.append(picture);
  return { scene, element, stage };
}

async function play({ scene, element, stage }: Picture): Promise<void> {
  try {
    await scene.play?.(element, stage);
  } catch (error) {
    console.error(`gallery: ${scene.id}:`, error);
  }
}

function switchLanguage(pictures: HTMLElement): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[name="lang"]')) {
    const show = () => {
      if (input.checked)
        for (const stage of pictures.querySelectorAll<HTMLElement>('.stage')) stage.lang = input.value;
    };
    input.addEventListener('change', show);
    show();
  }
}

async function open(walls: HTMLElement): Promise<void> {
  forgetScenes();
  addEventListener('pagehide', forgetScenes);
  const pictures = Object.entries(GROUPS).flatMap(([id, scenes]) => {
    const wall = walls.querySelector(`#${id} ul`);
    return wall ? scenes.map((scene) => hang(scene, wall)) : [];
  });
  switchLanguage(walls);
  await playInRounds(pictures, play);
  scrollTo({ top: 0 });
  walls.dataset['ready'] = 'yes';
}

const walls = document.querySelector('main');
if (walls) void open(walls);
