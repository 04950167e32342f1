/** CSS pixels; the widths are those of real devices. */
const SIZES: Readonly<Record<string, readonly [width: number, height: number]>> = {
  phone: [375, 780],
  tablet: [768, 900],
  desktop: [1200, 760],
};

/** The frame around the shop's page. It is as wide as the device, and scaled down if there is too little room. */
export class DeviceFrame {
  readonly #box: HTMLElement;
  #name = 'phone';
  #room = 0;

  /** @param place the available room @param box the scaled frame inside it */
  constructor(place: HTMLElement, box: HTMLElement) {
    this.#box = box;
    const follow = ([entry]: readonly ResizeObserverEntry[]) => {
      this.#room = entry?.contentRect.width ?? 0;
      this.#fit();
    };
    new ResizeObserver(follow).observe(place);
  }

  show(name: string): void {
    this.#name = name;
    this.#fit();
  }

  #fit(): void {
    const [width, height] = SIZES[this.#name] ?? [375, 780];
    const { style } = this.#box;
    style.setProperty('--width', String(width));
    style.setProperty('--height', String(height));
    style.setProperty('--scale', String(Math.min(1, this.#room / width)));
  }
}
