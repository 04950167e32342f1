/** Copies a text and announces it. If the clipboard is blocked, selects the text for Ctrl+C. */
export function copyButton(button: HTMLElement, source: HTMLElement, status: HTMLElement): void {
  const copy = async () => {
    // cleared first: a live region does not announce the same text twice
    status.textContent = '';
    try {
      await navigator.clipboard.writeText(source.textContent);
      status.textContent = 'Скопировано';
    } catch {
      getSelection()?.selectAllChildren(source);
      status.textContent = 'Выделено: нажмите Ctrl+C';
    }
  };
  button.addEventListener('click', () => void copy());
}
