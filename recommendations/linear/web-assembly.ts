// What is used of WebAssembly, which Node has and its types leave to the browser's. Knows no kernel.

interface WebAssemblyParts {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

export const { Memory, Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyParts })
  .WebAssembly;
