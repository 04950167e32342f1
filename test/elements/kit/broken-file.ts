const name = 'kvit-broken';

/** Makes one of our files fail to load. The test server reads the cookie. */
export function breakFile(path: string): void {
  document.cookie = `${name}=${path}; path=/`;
}

export function mendFiles(): void {
  document.cookie = `${name}=; path=/; max-age=0`;
}
