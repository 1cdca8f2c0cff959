// One step of the tables from version to version.

/** Forward only, and harmless when it is run again. Old processes go on working meanwhile: it adds, and takes nothing away. */
export interface Migration {
  /** 1 for the first, without gaps; the version of the tables after it. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}
