/** Downloads as OpenPrescribing writes them, a few rows each. */
const CHART = 'date,org_id,org_name,numerator,denominator,ratio,percentile,10th percentile'
export const chart = (...rows: string[]) => [CHART, ...rows, ''].join('\n')
const MEASURES = 'measure,org_type,org_id,org_name,date,numerator,denominator,calc_value,percentile'
export const api = (...rows: string[]) => [MEASURES, ...rows, ''].join('\r\n')
const SPENDING = 'actual_cost,ccg,date,items,quantity,row_id,row_name,setting'
export const spending = (...rows: string[]) => [SPENDING, ...rows, ''].join('\n')
export const analyse = (...rows: string[]) =>
  ['date,id,name,y_items,y_actual_cost,total_list_size', ...rows, ''].join('\n')

export const OME = { measure: 'opioid_ome_per_1000' }
export const HIGH = { measure: 'high_dose_items_per_1000' }
export const SHARE = { measure: 'high_dose_percent' }
export const ITEMS = { measure: 'opioid_items_per_1000' }

export const errors = (read: { problems: { level: string; code: string; line: number | null }[] }) =>
  read.problems.filter(({ level }) => level === 'error').map(({ code, line }) => [code, line])
export const codes = (read: { problems: { level: string; code: string }[] }) =>
  read.problems.map(({ level, code }) => `${level} ${code}`)
export const value = (month: string, numerator: number, denominator: number | null, measure: string) => ({
  practiceCode: 'Z98001',
  month,
  measure,
  numerator,
  denominator,
})
