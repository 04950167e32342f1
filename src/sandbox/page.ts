import { html, Markup } from './html.ts';
import { PAGE_STYLE } from './page-style.ts';

const NOTICE = 'Песочница Kvit: учебная оплата на вашем компьютере. Деньги не спишутся.';

/** A whole page of the sandbox with its headers. */
export async function pageReply(status: number, title: string, content: Markup): Promise<Response> {
  const page = html`<!doctype html>
    <html lang="ru">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${styleElement()}
      </head>
      <body>
        <aside class="note" aria-label="Песочница">${NOTICE}</aside>
        ${content}
      </body>
    </html> `;
  return new Response(page.text, { status, headers: await pageHeaders() });
}

export function missingPage(): Promise<Response> {
  const content = html`<main class="narrow">
    <section class="sheet"><h1 class="outcome">Такой страницы нет</h1></section>
  </main>`;
  return pageReply(404, 'Страница не найдена', content);
}

// Written without the template: a formatter that re-indents the style would silently break its hash.
function styleElement(): Markup {
  return new Markup(`<style>${PAGE_STYLE}</style>`);
}

async function pageHeaders(): Promise<HeadersInit> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': await contentPolicy(),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

/**
 * `form-action` also governs where a posted form may be redirected (Chromium), and a shop's address often redirects once more:
 * to https, to www, to a login. Naming one origin would strand the buyer, so any web address is allowed.
 */
async function contentPolicy(): Promise<string> {
  return [
    "default-src 'none'",
    'img-src data:',
    `style-src 'sha256-${await styleHash()}'`,
    "form-action 'self' http: https:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

async function styleHash(): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(PAGE_STYLE));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
