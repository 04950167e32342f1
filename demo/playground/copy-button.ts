/** Copies a text and says so; where the page may not, it marks the text for the reader's own keys. */
export function copyButton(button: HTMLElement, source: HTMLElement, status: HTMLElement): void {
  const copy = async () => {
    // emptied first: a live region that says the same again says nothing
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
