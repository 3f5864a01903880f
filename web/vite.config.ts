// Builds the faces of the web: the desk at `/`, the portal at `/p/…`, the field app at `/f/…`. Everything is local: no CDN,
// no web fonts.
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { fieldFiles } from '../tools/field-files.ts'

const root = import.meta.dirname

// While developing, each face answers for its own addresses, as the server does with the built files.
const faces: Plugin = {
  name: 'faces',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      const path = (request.url ?? '').split('?')[0] ?? ''
      const isPage = request.headers.accept?.includes('text/html') === true && !/\.\w+$/.test(path)
      const small = /^\/([pf])(\/|$)/.exec(path)?.[1]
      if (isPage && small !== undefined) request.url = `/${small}/index.html`
      else if (isPage && !path.startsWith('/api')) request.url = '/index.html'
      next()
    })
  },
}

export default defineConfig({
  root,
  base: '/',
  appType: 'mpa',
  plugins: [react(), faces, fieldFiles],
  build: {
    outDir: join(root, 'dist'),
    emptyOutDir: true,
    manifest: true,
    sourcemap: false,
    target: ['chrome87', 'safari14'],
    // The map library comes as one file of a megabyte; it is fetched only by screens that show a map.
    chunkSizeWarningLimit: 1400,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What the desk always needs of its components is one file: left alone they are forty, each a way to the server.
          // React and the helpers of the compiler stand apart, or the small faces would load the components with them.
          groups: [
            {
              name: 'react',
              test: /node_modules.(react|react-dom|scheduler|@babel)\b|@oxc-project.runtime/,
              priority: 1,
            },
            { name: 'antd', test: /node_modules.(antd|@ant-design|@rc-component|dayjs)/, tags: ['$initial'] },
          ],
        },
      },
      input: {
        desk: join(root, 'index.html'),
        portal: join(root, 'p/index.html'),
        field: join(root, 'f/index.html'),
      },
    },
  },
  server: {
    port: Number(process.env.WEB_PORT ?? 5173),
    strictPort: true,
    proxy: Object.fromEntries(
      ['/api', '/open311', '/ogc'].map((path) => [path, process.env.API_ORIGIN ?? 'http://127.0.0.1:8080']),
    ),
  },
})
