const name = 'kvit-broken';

/** From now on a file of ours does not come; the server that the tests run on reads this. */
export function breakFile(path: string): void {
  document.cookie = `${name}=${path}; path=/`;
}

export function mendFiles(): void {
  document.cookie = `${name}=; path=/; max-age=0`;
}
