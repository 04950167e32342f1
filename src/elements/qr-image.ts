import { html, type TemplateResult } from 'lit';
import { correction, generate } from 'lean-qr/nano';

/** The quiet zone that the standard asks for, in modules. */
const QUIET = 4;

/** A QR code as one SVG path, a unit a module. */
export function qrImage(text: string, label: string): TemplateResult {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const across = Array.from({ length: code.size }, (_, index) => index);
  const path = across
    .flatMap((y) => across.map((x) => (code.get(x, y) ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  const size = code.size + 2 * QUIET;
  return html`<svg
    class="qr"
    role="img"
    aria-label=${label}
    viewBox="${-QUIET} ${-QUIET} ${size} ${size}"
    shape-rendering="crispEdges"
  >
    <path d=${path} />
  </svg>`;
}
