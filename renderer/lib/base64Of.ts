import { ApiError } from './callApi.ts'

/** The content as base64, made by the browser itself: 50 MB in JavaScript would hold up the page. */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')))
    reader.addEventListener('error', () => reject(new ApiError({ code: 'FILE_UNREADABLE', message: '' })))
    reader.readAsDataURL(file)
  })
}
