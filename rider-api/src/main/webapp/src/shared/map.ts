import { Map as MapLibre, NavigationControl, setWorkerUrl, type FilterSpecification } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { CHOSEN, CIRCLES, NOT_CHOSEN, SKETCH, styleOf } from './map-style';
import { standing, standingForReturn, type Counted, type Standing } from './standing';
import { findStreets, STREETS, type Streets } from './streets';

setWorkerUrl(workerUrl);

const BOUNDS: [number, number, number, number] = [-73.1335, 7.0885, -73.099, 7.144];
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

/** The stations on a map of the city. Colours follow by feature-state; the shapes are handed over once. */
export class CityMap {
  private readonly map: MapLibre;
  private readonly states = new Map<string, string>();
  private shapes: string | undefined;
  private ready = false;
  private latest: Placed[] = [];
  private wanted: Wanted = 'bikes';
  private selected: string | undefined;
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
      style: styleOf(dark, streets),
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
    this.map.on('style.load', () => this.begin());
    this.map.on('webglcontextlost', () => this.pause());
    this.map.on('load', drawn);
    this.map.on('click', CIRCLES, (event) => {
      const id = event.features?.[0]?.id;
      if (id !== undefined) {
        choose(String(event.features?.[0]?.properties['stationId']));
      }
    });
    this.map.on('mousemove', CIRCLES, (event) => {
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

  /** Draws what was last shown, anew also after the browser has taken the drawing away, as phones do in the background. */
  private begin(): void {
    this.ready = true;
    this.shapes = undefined;
    this.counted = false;
    this.draw();
    this.showHere(this.here);
    this.drawSelected();
  }

  /** Nothing can be drawn until the style is there again. */
  private pause(): void {
    this.ready = false;
    clearTimeout(this.counting);
    this.counting = undefined;
  }

  /** The last call counts, also when it comes before anything can be drawn. */
  show(stations: Placed[], wanted: Wanted): void {
    this.latest = stations;
    this.counted &&= this.wanted === wanted;
    this.wanted = wanted;
    if (this.ready) {
      this.draw();
    }
  }

  private draw(): void {
    const placed = this.latest.filter((station) => station.longitude !== undefined && station.latitude !== undefined);
    const shapes = placed.map((station) => `${station.stationId}@${station.longitude},${station.latitude} ${station.capacity} ${station.name}`).join();
    if (shapes !== this.shapes) {
      this.shapes = shapes;
      this.states.clear();
      this.counted = false;
      this.give('stations', placed.map(shape));
    }
    if (this.counted) {
      this.counting ??= setTimeout(() => this.count(), COUNTS_MS);
    } else {
      this.count();
    }
    for (const station of placed) {
      const state = seen(station, this.wanted);
      const text = `${state.standing} ${state.part}`;
      if (this.states.get(station.stationId) !== text) {
        this.states.set(station.stationId, text);
        this.set(station.stationId, state);
      }
    }
  }

  private count(): void {
    clearTimeout(this.counting);
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

  /** The station that is looked at lies over its neighbours, with its name. */
  select(stationId: string | undefined): void {
    const before = this.selected;
    if (before === stationId) {
      return;
    }
    this.selected = stationId;
    if (before !== undefined) {
      this.set(before, { selected: false });
    }
    if (this.ready) {
      this.drawSelected();
    }
  }

  private drawSelected(): void {
    if (this.selected !== undefined) {
      this.set(this.selected, { selected: true });
    }
    const chosen: FilterSpecification = ['==', ['get', 'stationId'], this.selected ?? ''];
    CHOSEN.forEach((layer) => this.map.setFilter(layer, chosen));
    NOT_CHOSEN.forEach((layer) => this.map.setFilter(layer, ['!', chosen]));
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
    this.pause();
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
      stationId: station.stationId,
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
