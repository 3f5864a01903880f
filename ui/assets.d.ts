// Lets style sheets and bundled asset addresses be imported.
/// <reference types="vite/client" />
