// What the server answers to riders: the schemas of rider.yaml, under the names that the pages use.
import type { components } from '../api/rider';

type Schemas = components['schemas'];

export type Tokens = Schemas['Tokens'];
export type CodeSent = Schemas['CodeSent'];
export type Role = Schemas['Role'];
/** The data policy, and who is asked for help. */
export type Policy = Schemas['Policy'];
export type Report = Schemas['Report'];
export type ReportKind = Schemas['ReportKind'];
export type NewReport = Schemas['NewReport'];
export type ReportPage = Schemas['Reports'];
export type Me = Schemas['Me'];
/** Counts of an offline station are 0: nothing is claimed. */
export type Station = Schemas['Station'];
export type StationList = Schemas['Stations'];
export type StationDetail = Schemas['StationDetail'];
export type DockState = StationDetail['docks'][number]['state'];
export type UnlockState = Schemas['UnlockState'];
/** With its trip where it was answered with 201. */
export type Unlock = Schemas['Unlock'] & Partial<Pick<Schemas['UnlockDone'], 'trip'>>;
export type StationName = Schemas['StationName'];
export type Trip = Schemas['Trip'];
export type TripPage = Schemas['Trips'];
export type Receipt = Schemas['Receipt'];
/** What became of a request that was to be taken back; without an id nothing was ever sent to a station. */
export type Cancellation = Schemas['Cancellation'];
/** Which character a text cannot hold, and where it is; most of them cannot be seen. */
export type StrayCharacter = Schemas['StrayCharacter'];
