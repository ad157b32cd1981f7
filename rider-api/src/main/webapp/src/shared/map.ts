import { Map as MapLibre, NavigationControl, setWorkerUrl, type LayerSpecification, type StyleSpecification } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { BASEMAP } from './basemap';
import { standing, standingForReturn, type Counted, type Standing } from './standing';
import { findStreets, STREETS, type Streets } from './streets';

setWorkerUrl(workerUrl);

const BOUNDS: [number, number, number, number] = [-73.1335, 7.0885, -73.099, 7.144];
const FONT = ['Figtree', 'Liberation Sans', 'sans-serif'];

const NONE: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };
/** Numbers are text, which feature-state cannot change: all are handed over again, seldom, and only while they are few. */
const COUNTS_MS = 1_000;
const MOST_COUNTS = 300;
const LOW_PX = 450;
/** From this part on a circle is dark and its number white. */
const DARK_FROM = 0.4;

/** What a map needs to know of a station. */
export interface Placed extends Counted {
  stationId: string;
  name: string;
  capacity: number;
  latitude?: number;
  longitude?: number;
}

/** What lies under the stations: the city's streets, or our sketch of it. */
export type Ground = 'streets' | 'sketch';

/** Of what the circles tell: bikes for who takes one, free docks for who brings one back. */
export type Wanted = 'bikes' | 'docks';

export interface MapOptions {
  container: HTMLElement;
  /** Texts of MapLibre's own controls, by its names. */
  locale: Record<string, string>;
  choose: (stationId: string) => void;
  point: (stationId: string | undefined) => void;
  drawn: () => void;
  /** Known when the map is made; the sketch takes over where the streets fail. */
  ground: (ground: Ground) => void;
}

interface Colours {
  land: string;
  hills: string;
  city: string;
  river: string;
  road: string;
  trunk: string;
  label: string;
  park: string;
  ink: string;
  halo: string;
}

const LIGHT: Colours = {
  land: '#e9e7dc', hills: '#d5dfcb', city: '#f7f5ef', river: '#a9cbe0', road: '#dcd7c8', trunk: '#d3b98a',
  label: '#75796f', park: '#b9d3a6', ink: '#17211d', halo: '#f7f5ef',
};
const DARK: Colours = {
  land: '#0c1210', hills: '#12211a', city: '#17201c', river: '#23455a', road: '#2a3530', trunk: '#5a4a25',
  label: '#8b978f', park: '#22402c', ink: '#edf2ee', halo: '#17201c',
};

/** The stations on a map of the city. Colours follow by feature-state; the shapes are handed over once. */
export class CityMap {
  private readonly map: MapLibre;
  private readonly states = new Map<string, string>();
  private shapes = '';
  private ready = false;
  private latest: Placed[] = [];
  private wanted: Wanted = 'bikes';
  private here: [longitude: number, latitude: number] | undefined;
  private counting: ReturnType<typeof setTimeout> | undefined;
  private counted = false;

  /** Undefined when the browser cannot draw: without WebGL. */
  static async open(options: MapOptions): Promise<CityMap | undefined> {
    if (document.createElement('canvas').getContext('webgl2') === null) {
      return undefined;
    }
    return new CityMap(options, await findStreets());
  }

  private constructor({ container, locale, choose, point, drawn, ground }: MapOptions, streets: Streets | undefined) {
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    this.map = new MapLibre({
      container,
      style: style(dark ? DARK : LIGHT, streets),
      bounds: BOUNDS,
      // A high map has its legend over its lower edge.
      fitBoundsOptions: { padding: { top: 44, right: 30, bottom: container.clientHeight > LOW_PX ? 96 : 50, left: 50 } },
      maxBounds: [-73.2, 7.03, -73.04, 7.2],
      attributionControl: false,
      locale,
      // Figures change at once: a fade would draw the whole map for every one of them, on a phone's battery.
      fadeDuration: 0,
      dragRotate: false,
      pitchWithRotate: false,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new NavigationControl({ showCompass: false }), 'top-left');
    const canvas = this.map.getCanvas();
    canvas.setAttribute('aria-hidden', 'true');
    canvas.tabIndex = -1;
    ground(streets ? 'streets' : 'sketch');
    if (streets) {
      this.map.on('error', (event) => {
        console.warn('map', event.error);
        if ((event as { sourceId?: string }).sourceId === STREETS && this.leaveStreets()) {
          ground('sketch');
        }
      });
    }
    this.map.on('load', () => {
      this.ready = true;
      this.show(this.latest);
      this.showHere(this.here);
      drawn();
    });
    this.map.on('click', 'stations', (event) => {
      const id = event.features?.[0]?.id;
      if (id !== undefined) {
        choose(String(event.features?.[0]?.properties['stationId']));
      }
    });
    this.map.on('mousemove', 'stations', (event) => {
      canvas.style.cursor = 'pointer';
      point(String(event.features?.[0]?.properties['stationId']));
    });
    this.map.on('mouseleave', 'stations', () => {
      canvas.style.cursor = '';
      point(undefined);
    });
  }

  /** False when they have been left before. */
  private leaveStreets(): boolean {
    const shown = this.map.getStyle().layers.filter((layer) => 'source' in layer && layer.source === STREETS);
    shown.forEach((layer) => this.map.removeLayer(layer.id));
    SKETCH.forEach((id) => this.map.setLayoutProperty(id, 'visibility', 'visible'));
    return shown.length > 0;
  }

  show(stations: Placed[], wanted: Wanted = 'bikes'): void {
    this.latest = stations;
    if (this.wanted !== wanted) {
      this.wanted = wanted;
      this.counted = false;
      clearTimeout(this.counting);
      this.counting = undefined;
    }
    if (!this.ready) {
      return;
    }
    const placed = stations.filter((station) => station.longitude !== undefined && station.latitude !== undefined);
    const shapes = placed.map((station) => `${station.stationId}@${station.longitude},${station.latitude}`).join();
    if (shapes !== this.shapes) {
      this.shapes = shapes;
      this.states.clear();
      this.give('stations', placed.map(shape));
    }
    this.counting ??= setTimeout(() => this.count(), this.counted ? COUNTS_MS : 0);
    for (const station of placed) {
      const state = seen(station, wanted);
      const text = `${state.standing} ${state.part}`;
      if (this.states.get(station.stationId) !== text) {
        this.states.set(station.stationId, text);
        this.set(station.stationId, state);
      }
    }
  }

  private count(): void {
    this.counting = undefined;
    this.counted = true;
    const placed = this.latest.filter((station) => station.longitude !== undefined && station.latitude !== undefined);
    this.give('counts', placed.length > MOST_COUNTS ? [] : placed.map((station) => countOf(station, this.wanted)));
  }

  private give(source: string, features: GeoJSON.Feature[]): void {
    const target = this.map.getSource(source) as unknown as { setData(data: GeoJSON.GeoJSON): void };
    target.setData({ type: 'FeatureCollection', features });
  }

  /** Where the person is, once she has lent it. */
  showHere(position: [latitude: number, longitude: number] | undefined): void {
    this.here = position;
    if (this.ready) {
      this.give('here', position ? [{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [position[1], position[0]] } }] : []);
    }
  }

  set(stationId: string, state: Record<string, unknown>): void {
    if (this.ready) {
      this.map.setFeatureState({ source: 'stations', id: stationId }, state);
    }
  }

  /** Brings a station into sight without more movement than is needed. */
  goTo(station: Placed): void {
    if (station.longitude === undefined || station.latitude === undefined) {
      return;
    }
    const at: [number, number] = [station.longitude, station.latitude];
    if (!this.map.getBounds().contains(at)) {
      this.map.easeTo({ center: at, duration: 400 });
    }
  }

  close(): void {
    clearTimeout(this.counting);
    this.map.remove();
  }
}

/** As a circle: of whoever looks for docks, a station without free docks is the empty one. */
function seen(station: Placed, wanted: Wanted): { standing: Standing; part: number } {
  return {
    standing: wanted === 'bikes' ? standing(station) : standingForReturn(station),
    part: station.capacity > 0 ? numberOf(station, wanted) / station.capacity : 0,
  };
}

function numberOf(station: Placed, wanted: Wanted): number {
  return wanted === 'bikes' ? station.bikesAvailable : station.docksAvailable;
}

function countOf(station: Placed, wanted: Wanted): GeoJSON.Feature {
  const { standing: now, part } = seen(station, wanted);
  return {
    type: 'Feature',
    properties: {
      text: now === 'offline' ? '?' : String(numberOf(station, wanted)),
      on: now === 'offline' ? 'land' : now === 'full' || now === 'out-of-service' || part > DARK_FROM ? 'dark' : 'light',
    },
    geometry: { type: 'Point', coordinates: [station.longitude ?? 0, station.latitude ?? 0] },
  };
}

function shape(station: Placed): GeoJSON.Feature {
  return {
    type: 'Feature',
    properties: { stationId: station.stationId, name: station.name, capacity: station.capacity },
    geometry: { type: 'Point', coordinates: [station.longitude ?? 0, station.latitude ?? 0] },
  };
}

/** Layers of our own drawing, beside the background. */
const SKETCH = ['hills', 'city', 'edge', 'river', 'parks', 'roads', 'trunk', 'road-names', 'comunas'];

/** With streets the sketch is there all the same, unseen. */
function style(colour: Colours, streets: Streets | undefined): StyleSpecification {
  const plain = sketch(colour);
  if (!streets) {
    return plain;
  }
  const hidden = (layer: LayerSpecification): LayerSpecification =>
    SKETCH.includes(layer.id) ? ({ ...layer, layout: { ...layer.layout, visibility: 'none' } } as LayerSpecification) : layer;
  const stations = plain.layers.findIndex((layer) => layer.id === 'halo');
  return {
    ...plain,
    sources: { ...plain.sources, [STREETS]: streets.source },
    layers: [...plain.layers.slice(0, stations).map(hidden), ...streets.layers(colour, FONT), ...plain.layers.slice(stations)],
  };
}

function sketch(colour: Colours): StyleSpecification {
  const of = (kind: string): ['==', ['get', string], string] => ['==', ['get', 'kind'], kind];
  const state = (name: string): ['feature-state', string] => ['feature-state', name];
  const is = (name: string): ['boolean', ['feature-state', string], false] => ['boolean', state(name), false];
  return {
    version: 8,
    sources: {
      city: { type: 'geojson', data: BASEMAP },
      stations: { type: 'geojson', data: NONE, promoteId: 'stationId' },
      counts: { type: 'geojson', data: NONE },
      here: { type: 'geojson', data: NONE },
    },
    layers: [
      { id: 'land', type: 'background', paint: { 'background-color': colour.land } },
      { id: 'hills', type: 'fill', source: 'city', filter: of('hills'), paint: { 'fill-color': colour.hills } },
      { id: 'city', type: 'fill', source: 'city', filter: of('city'), paint: { 'fill-color': colour.city } },
      { id: 'edge', type: 'line', source: 'city', filter: of('city'), paint: { 'line-color': colour.label, 'line-width': 1, 'line-dasharray': [3, 3], 'line-opacity': 0.5 } },
      { id: 'river', type: 'line', source: 'city', filter: of('river'), layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': colour.river, 'line-width': 5 } },
      { id: 'parks', type: 'circle', source: 'city', filter: of('park'), paint: { 'circle-color': colour.park, 'circle-radius': ['interpolate', ['exponential', 2], ['zoom'], 12, 9, 16, 90], 'circle-pitch-alignment': 'map' } },
      { id: 'roads', type: 'line', source: 'city', filter: of('road'), layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': colour.road, 'line-width': ['interpolate', ['linear'], ['zoom'], 12, 3, 16, 12] } },
      { id: 'trunk', type: 'line', source: 'city', filter: of('trunk'), layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': colour.trunk, 'line-width': ['interpolate', ['linear'], ['zoom'], 12, 4, 16, 14] } },
      {
        id: 'road-names', type: 'symbol', source: 'city', filter: ['in', ['get', 'kind'], ['literal', ['road', 'trunk', 'river']]], minzoom: 12.6,
        layout: { 'symbol-placement': 'line', 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 11, 'symbol-spacing': 220, 'text-max-angle': 50, 'text-padding': 1 },
        paint: { 'text-color': colour.label, 'text-halo-color': colour.halo, 'text-halo-width': 1.5 },
      },
      {
        id: 'comunas', type: 'symbol', source: 'city', filter: ['in', ['get', 'kind'], ['literal', ['comuna', 'note']]],
        layout: { 'text-field': ['upcase', ['get', 'name']], 'text-font': FONT, 'text-size': 10.5, 'text-letter-spacing': 0.12, 'text-max-width': 8, 'text-padding': 6 },
        paint: { 'text-color': colour.label, 'text-halo-color': colour.halo, 'text-halo-width': 1.2, 'text-opacity': 0.85 },
      },
      {
        id: 'halo', type: 'circle', source: 'stations',
        paint: {
          'circle-radius': ['case', is('selected'), 25, is('changed'), 24, 21],
          'circle-color': ['case', is('changed'), '#f6c02c', is('selected'), '#1c5d9e', colour.ink],
          'circle-opacity': ['case', is('changed'), 0.55, is('selected'), 0.45, is('pointed'), 0.2, 0],
        },
      },
      {
        id: 'stations', type: 'circle', source: 'stations',
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['get', 'capacity'], 8, 10, 30, 15],
          'circle-color': [
            'match', ['to-string', state('standing')],
            'offline', colour.land, 'out-of-service', '#747d78', 'empty', '#ffffff', 'full', '#1c5d9e',
            ['interpolate', ['linear'], ['to-number', state('part'), 0], 0, '#ffffff', 0.1, '#f7d36f', 0.35, '#c9d27c', 0.45, '#2f8059', 1, '#0a4d36'],
          ],
          'circle-stroke-width': ['case', is('selected'), 4, 2.5],
          'circle-stroke-color': [
            'match', ['to-string', state('standing')],
            'offline', '#747d78', 'out-of-service', colour.ink, 'empty', '#ad2f1a', 'damaged', '#f6a800', colour.ink,
          ],
        },
      },
      {
        id: 'names', type: 'symbol', source: 'stations', minzoom: 12.4,
        layout: {
          'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 11.5, 'text-max-width': 9,
          'text-variable-anchor': ['top', 'bottom', 'left', 'right'], 'text-radial-offset': 1.5, 'text-padding': 3,
        },
        paint: { 'text-color': colour.ink, 'text-halo-color': colour.halo, 'text-halo-width': 1.8 },
      },
      {
        id: 'counts', type: 'symbol', source: 'counts',
        layout: { 'text-field': ['get', 'text'], 'text-font': FONT, 'text-size': 11.5, 'text-allow-overlap': true, 'text-padding': 5 },
        paint: { 'text-color': ['match', ['get', 'on'], 'dark', '#ffffff', 'light', '#17211d', colour.ink] },
      },
      {
        id: 'here', type: 'circle', source: 'here',
        paint: { 'circle-radius': 8, 'circle-color': '#1c5d9e', 'circle-stroke-width': 4, 'circle-stroke-color': '#ffffff' },
      },
    ],
  };
}
