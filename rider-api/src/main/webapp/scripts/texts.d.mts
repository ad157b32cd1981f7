export interface Contract {
  components: { schemas: Record<string, { enum?: string[]; properties?: Record<string, { enum?: string[] }> }> };
}
export type Texts = Record<string, Record<string, Record<string, string>>>;
export const PAGES: string[];
export const LANGUAGES: Record<string, string>;
export function readContracts(): Record<string, Contract>;
export function readTexts(): Texts;
export function wantedKeys(contracts: Record<string, Contract>): { page: string; key: string; because: string }[];
export function flaws(contracts: Record<string, Contract>, texts: Texts): string[];
