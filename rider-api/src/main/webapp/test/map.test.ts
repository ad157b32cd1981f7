import { beforeEach, expect, test, vi } from 'vitest';
import { CityMap, type MapOptions, type Placed } from '../src/shared/map';

/** MapLibre as far as a map of stations needs it: what it was last given, and no drawing. */
class Drawing {
  static last: Drawing;
  readonly data = new Map<string, GeoJSON.FeatureCollection>();
  readonly states = new Map<string, Record<string, unknown>>();
  readonly filters = new Map<string, unknown>();
  private readonly heard = new Map<string, () => void>();
  private styled = false;
  readonly touchZoomRotate = { disableRotation: () => undefined };

  constructor(readonly options: { style: { layers: { id: string }[] } }) {
    Drawing.last = this;
  }

  on(event: string, ...rest: unknown[]): void {
    this.heard.set(event, rest.at(-1) as () => void);
  }

  fire(event: string): void {
    this.styled = event === 'webglcontextlost' ? false : this.styled || event === 'style.load';
    this.heard.get(event)?.();
  }

  getSource(id: string): { setData: (data: GeoJSON.FeatureCollection) => void } {
    this.mustHaveStyle();
    return { setData: (data) => this.data.set(id, data) };
  }

  setFeatureState({ id }: { id: string }, state: Record<string, unknown>): void {
    this.mustHaveStyle();
    this.states.set(id, { ...this.states.get(id), ...state });
  }

  setFilter(layer: string, filter: unknown): void {
    this.mustHaveStyle();
    this.filters.set(layer, filter);
  }

  private mustHaveStyle(): void {
    if (!this.styled) {
      throw new TypeError('this.style is undefined');
    }
  }

  getCanvas = (): object => ({ setAttribute: () => undefined, style: {} });
  addControl = (): void => undefined;
  remove = (): void => undefined;
}

vi.mock('maplibre-gl', () => ({ Map: vi.fn(function (options) { return new Drawing(options); }), NavigationControl: class {}, setWorkerUrl: () => undefined }));
vi.mock('../src/shared/streets', () => ({ findStreets: async () => undefined, STREETS: 'streets' }));

function station(bikesAvailable: number, docksAvailable: number, more: Partial<Placed> = {}): Placed {
  const counted = { online: true, renting: true, returning: true, bikesAvailable, docksAvailable };
  return { stationId: 'S1', name: 'Quebradaseca', capacity: 22, latitude: 7.12, longitude: -73.12, ...counted, ...more };
}

let map: CityMap;

async function open(): Promise<CityMap> {
  const nothing = (): void => undefined;
  const options: MapOptions = { container: {} as HTMLElement, locale: {}, choose: nothing, point: nothing, drawn: nothing, ground: nothing };
  return (await CityMap.open(options)) as CityMap;
}

const texts = (): unknown[] => Drawing.last.data.get('counts')?.features.map((one) => one.properties?.['text']) ?? [];

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { createElement: () => ({ getContext: () => ({}) }) });
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  map = await open();
  return () => {
    map.close();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  };
});

test('a map that was to show free docks before it could draw shows them from its first picture on', () => {
  map.show([station(16, 6)], 'docks');
  Drawing.last.fire('style.load');
  Drawing.last.fire('load');
  expect(texts()).toEqual(['6']);
  vi.runAllTimers();
  expect(texts()).toEqual(['6']);
});

test('what is asked for last counts, before the map can draw and after', () => {
  map.show([station(16, 6)], 'docks');
  map.show([station(15, 7)], 'bikes');
  Drawing.last.fire('style.load');
  expect(texts()).toEqual(['15']);
  map.show([station(15, 7)], 'docks');
  expect(texts()).toEqual(['7']);
  map.show([station(14, 8)], 'docks');
  map.show([station(14, 8)], 'bikes');
  expect(texts()).toEqual(['14']);
  map.show([station(13, 9)], 'bikes');
  vi.runAllTimers();
  expect(texts()).toEqual(['13']);
});

test('a station that lets no bike go but takes them is a place of free docks for who brings one back', () => {
  map.show([station(0, 9, { renting: false })], 'docks');
  Drawing.last.fire('style.load');
  expect(Drawing.last.states.get('S1')).toMatchObject({ standing: 'good' });
  map.show([station(0, 9, { renting: false })], 'bikes');
  expect(Drawing.last.states.get('S1')).toMatchObject({ standing: 'out-of-service' });
});

test('a browser that takes the drawing away for a while gets all of it again, as it was asked for meanwhile', () => {
  map.show([station(16, 6)], 'bikes');
  Drawing.last.fire('style.load');
  map.select('S1');
  map.show([station(15, 7)], 'bikes');
  Drawing.last.fire('webglcontextlost');
  Drawing.last.states.clear();
  vi.runAllTimers();
  map.show([station(14, 8)], 'docks');
  map.showHere([7.1, -73.1]);
  Drawing.last.fire('style.load');
  expect(texts()).toEqual(['8']);
  expect(Drawing.last.states.get('S1')).toMatchObject({ standing: 'good', selected: true });
  expect(Drawing.last.data.get('here')?.features).toHaveLength(1);
});

test('the station that is selected is drawn over its neighbours, with its name', () => {
  const layers = Drawing.last.options.style.layers.map((layer) => layer.id);
  for (const [upper, lower] of [['chosen', 'stations'], ['chosen', 'counts'], ['chosen-name', 'stations'], ['chosen-count', 'chosen']] as const) {
    expect(layers.indexOf(upper)).toBeGreaterThan(layers.indexOf(lower));
  }
  map.show([station(16, 6)], 'bikes');
  map.select('S1');
  Drawing.last.fire('style.load');
  const it = ['==', ['get', 'stationId'], 'S1'];
  for (const layer of ['chosen-halo', 'chosen', 'chosen-count', 'chosen-name']) {
    expect(Drawing.last.filters.get(layer)).toEqual(it);
  }
  expect(Drawing.last.filters.get('names')).toEqual(['!', it]);
  expect(Drawing.last.data.get('counts')?.features[0]?.properties).toMatchObject({ stationId: 'S1' });
  map.select(undefined);
  expect(Drawing.last.filters.get('chosen')).toEqual(['==', ['get', 'stationId'], '']);
  expect(Drawing.last.states.get('S1')).toMatchObject({ selected: false });
});
