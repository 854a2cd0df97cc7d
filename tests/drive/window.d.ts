import type { Api } from '../../shared/contract/api.ts'
declare global { interface Window { readonly api: Api } }
