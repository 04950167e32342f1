import { html, type TemplateResult } from 'lit';
import { encode } from 'uqr';

/** A QR code as one SVG path, a unit a module, with the quiet zone the standard asks for. */
export function qrImage(text: string, label: string): TemplateResult {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return html`<svg
    class="qr"
    role="img"
    aria-label=${label}
    viewBox="0 0 ${size} ${size}"
    shape-rendering="crispEdges"
  >
    <path d=${path} />
  </svg>`;
}
