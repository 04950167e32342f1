import { html, type TemplateResult } from 'lit';
import { QR_SIZE, qrCode } from '../../domain/receipt/qr-code.ts';

/** The width of the quiet zone in modules (ISO/IEC 18004). */
const QUIET = 4;
const SIDE = QR_SIZE + 2 * QUIET;

/** The QR code of a receipt as one SVG path. One unit is one module. */
export function qrImage(text: string, label: string): TemplateResult {
  const path = qrCode(text)
    .map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join(''))
    .join('');
  return html`<svg
    class="qr"
    role="img"
    aria-label=${label}
    viewBox="${-QUIET} ${-QUIET} ${SIDE} ${SIDE}"
    shape-rendering="crispEdges"
  >
    <path d=${path} />
  </svg>`;
}
