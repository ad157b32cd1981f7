// What the server answers to staff: the schemas of operator.yaml, under the names that the console uses.
import type { components } from '../api/operator';

type Schemas = components['schemas'];

export type Station = Schemas['OperatorStation'];
export type StationList = Schemas['OperatorStations'];
export type Dock = Schemas['OperatorDock'];
/** How a station is, beside its docks. */
export type StationCondition = Schemas['StationCondition'];
export type StationDetail = Schemas['OperatorStationDetail'];
/** What staff may order; a command may also be a rider's unlock. */
export type Order = Schemas['CommandOrder']['order'];
export type Command = Schemas['Command'];
export type CommandPage = Schemas['Commands'];
export type CommandState = Command['state'];
export type Alarm = Schemas['Alarm'];
export type Bike = Schemas['Bike'];
export type BikeDetail = Schemas['BikeDetail'];
/** Bikes and docks of which only stations tell. */
export type Unregistered = Schemas['Unregistered'];
export type BikeTrip = Schemas['BikeTrip'];
export type NewRuling = Schemas['NewRuling'];
export type RiderReport = Schemas['RiderReport'];
export type ReportKind = Schemas['ReportKind'];
export type ReportAct = Schemas['ReportAct'];
export type ReportPage = Schemas['RiderReports'];
export type RulingKind = NewRuling['kind'];
