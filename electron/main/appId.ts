/** Under this name Windows shows notices; the shortcut of the installer has the same (appId in build/electron-builder.yml). */
export const appId = 'invalid.example.branch-desk'
