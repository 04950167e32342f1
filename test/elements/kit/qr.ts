import jsQR from 'jsqr';
import { find } from './deep.ts';

const SCALE = 8;

/** Reads the QR code of an element as a phone does: black on white, with its own margin. */
export function scanQr(element: Element): string | null {
  const svg = find(element, 'svg.qr');
  const [left = 0, top = 0, width = 0] = (svg.getAttribute('viewBox') ?? '').split(' ').map(Number);
  const size = width * SCALE;
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, size, size);
  pen.fillStyle = '#000';
  pen.scale(SCALE, SCALE);
  pen.translate(-left, -top);
  const path = new Path2D(find(element, 'svg.qr path').getAttribute('d') ?? '');
  pen.clip(path);
  pen.fillRect(0, 0, size, size);
  // under NodeNext the types put the function at `default`; the bundle exports the function itself
  const scan = jsQR as unknown as typeof jsQR.default;
  return scan(pen.getImageData(0, 0, size, size).data, size, size)?.data ?? null;
}
