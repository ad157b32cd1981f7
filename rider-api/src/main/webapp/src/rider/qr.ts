/** Reads the texts of the QR codes that are in sight now; none is the usual answer. */
export type QrReader = (video: HTMLVideoElement) => Promise<string[]>;

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type Detectors = new (options: { formats: string[] }) => Detector;

/** Longest sides at which one picture after the other is read: small ones lose grain, large ones keep far stickers. */
const SIDES = [480, 640, 320];

/** The browser's own detector, or else jsQR, which is fetched only then. */
export async function openReader(): Promise<QrReader> {
  const Native = (globalThis as { BarcodeDetector?: Detectors }).BarcodeDetector;
  if (Native) {
    const detector = new Native({ formats: ['qr_code'] });
    return async (video) => (await detector.detect(video)).map((one) => one.rawValue);
  }
  const { default: jsQR } = await import('jsqr');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let turn = 0;
  return async (video) => {
    const side = SIDES[turn++ % SIDES.length] ?? 480;
    const scale = Math.min(1, side / Math.max(1, video.videoWidth, video.videoHeight));
    const width = Math.round(video.videoWidth * scale);
    const height = Math.round(video.videoHeight * scale);
    if (!context || width === 0 || height === 0) {
      return [];
    }
    canvas.width = width;
    canvas.height = height;
    context.drawImage(video, 0, 0, width, height);
    const found = jsQR(context.getImageData(0, 0, width, height).data, width, height, { inversionAttempts: 'dontInvert' });
    return found ? [found.data] : [];
  };
}
