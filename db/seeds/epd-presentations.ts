/** What the invented practices prescribe. Codes and names are real; rates, quantities and prices are invented. */
export interface SeedPresentation {
  code: string
  name: string
  chemical: string
  group: 'weak opioid' | 'strong opioid' | 'high dose' | 'gabapentinoid' | 'sedative' | 'other'
  /** Items a month for 1,000 patients. */
  rate: number
  /** Quantities of one item, the usual one first. */
  quantities: number[]
  /** Net ingredient cost of one unit in pounds. */
  price: number
}

const GROUPS = {
  w: 'weak opioid',
  s: 'strong opioid',
  h: 'high dose',
  g: 'gabapentinoid',
  z: 'sedative',
  o: 'other',
} as const

/** code, name, chemical, group, rate, quantities, price */
const TABLE = `
0407010F0AAAHAH|Co-codamol 30mg/500mg tablets|Co-codamol (Codeine phosphate/paracetamol)|w|7.4|100,200,56|0.035
0407010F0AAADAD|Co-codamol 30mg/500mg capsules|Co-codamol (Codeine phosphate/paracetamol)|w|2.6|100,200|0.033
0407010F0AAAAAA|Co-codamol 8mg/500mg tablets|Co-codamol (Codeine phosphate/paracetamol)|w|2.1|100,200|0.028
0407010F0AAAKAK|Co-codamol 15mg/500mg tablets|Co-codamol (Codeine phosphate/paracetamol)|w|0.9|100|0.05
0407010F0BSAAAH|Zapain 30mg/500mg tablets|Co-codamol (Codeine phosphate/paracetamol)|w|0.5|100|0.031
0407010N0AAAAAA|Co-dydramol 10mg/500mg tablets|Co-dydramol (Dihydrocodeine/paracetamol)|w|1.2|100,56|0.028
0407020C0AAAEAE|Codeine 30mg tablets|Codeine phosphate|w|8.2|28,56,112|0.036
0407020C0AAADAD|Codeine 15mg tablets|Codeine phosphate|w|2.4|28,56|0.03
0407020C0AAAFAF|Codeine 60mg tablets|Codeine phosphate|w|0.3|56,112|0.054
0407020G0AAACAC|Dihydrocodeine 30mg tablets|Dihydrocodeine tartrate|w|1.8|56,100|0.036
0407020G0AAADAD|Dihydrocodeine 60mg modified-release tablets|Dihydrocodeine tartrate|w|0.3|56|0.093
040702040AAAAAA|Tramadol 50mg capsules|Tramadol hydrochloride|w|6.3|100,56,28|0.029
040702040AAACAC|Tramadol 100mg modified-release tablets|Tramadol hydrochloride|w|0.5|60|0.282
040702040AAAHAH|Tramadol 100mg modified-release capsules|Tramadol hydrochloride|w|0.3|60|0.241
0407020Q0AACNCN|Morphine sulfate 10mg/5ml oral solution|Morphine sulfate|s|1.6|300,100,500|0.018
0407020Q0BCAGCN|Oramorph 10mg/5ml oral solution|Morphine sulfate|s|0.8|300,100|0.018
0407020Q0AACDCD|Morphine 10mg tablets|Morphine sulfate|s|0.3|56|0.095
0407020Q0BKAAEF|Zomorph 10mg modified-release capsules|Morphine sulfate|s|0.8|60,120|0.058
0407020Q0BKABEG|Zomorph 30mg modified-release capsules|Morphine sulfate|s|0.5|60|0.138
0407020Q0BBAAAK|MST Continus 10mg tablets|Morphine sulfate|s|0.4|60|0.09
0407020Q0BBAKCG|MST Continus 5mg tablets|Morphine sulfate|s|0.2|60|0.055
0407020ADBEAAAK|Longtec 5mg modified-release tablets|Oxycodone hydrochloride|s|0.4|56|0.224
0407020ADBEABAF|Longtec 10mg modified-release tablets|Oxycodone hydrochloride|s|0.6|56|0.224
0407020ADBEACAG|Longtec 20mg modified-release tablets|Oxycodone hydrochloride|s|0.4|56|0.447
0407020ADAAACAC|Oxycodone 5mg capsules|Oxycodone hydrochloride|s|0.4|56,28|0.204
0407020B0BHAAAH|Butec 5micrograms/hour transdermal patches|Buprenorphine|s|1.3|4,8|1.98
0407020B0BHABAI|Butec 10micrograms/hour transdermal patches|Buprenorphine|s|1|4,8|3.55
0407020B0BHACAJ|Butec 20micrograms/hour transdermal patches|Buprenorphine|s|0.6|4|6.465
0407020B0BPAAAE|Relevtec 35micrograms/hour transdermal patches|Buprenorphine|s|0.15|8,4|2.765
0407020A0BEAAAU|Matrifen 12micrograms/hour transdermal patches|Fentanyl|s|0.4|5,10|1.504
0407020A0BEABAE|Matrifen 25micrograms/hour transdermal patches|Fentanyl|s|0.4|10,5|2.152
0407020AGBBACAC|Palexia SR 50mg tablets|Tapentadol|s|0.2|56|0.44
0407020AGBBADAD|Palexia SR 100mg tablets|Tapentadol|s|0.2|56|0.89
0407020Q0AAEHEH|Morphine 60mg modified-release capsules|Morphine sulfate|h|0.1|60|0.24
0407020ADBEADAH|Longtec 40mg modified-release tablets|Oxycodone hydrochloride|h|0.35|56,112|0.894
0407020A0AAAFAF|Fentanyl 50micrograms/hour transdermal patches|Fentanyl|h|0.4|10,5|6.73
0407020A0AAAGAG|Fentanyl 75micrograms/hour transdermal patches|Fentanyl|h|0.2|10|9.36
0407020Q0BBADAH|MST Continus 100mg tablets|Morphine sulfate|h|0.15|60|0.64
0407020B0BPACAG|Relevtec 70micrograms/hour transdermal patches|Buprenorphine|h|0.1|8|5.6
0408010G0AAABAB|Gabapentin 300mg capsules|Gabapentin|g|5.6|100,84,168|0.14
0408010G0AAAAAA|Gabapentin 100mg capsules|Gabapentin|g|2.1|100,84|0.016
0408010G0AAAJAJ|Gabapentin 600mg tablets|Gabapentin|g|1.6|84,100|0.066
0408010G0AAACAC|Gabapentin 400mg capsules|Gabapentin|g|0.5|100|0.069
0408010AEAAACAC|Pregabalin 75mg capsules|Pregabalin|g|2.8|56,28|0.138
0408010AEAAAAAA|Pregabalin 25mg capsules|Pregabalin|g|2.2|56,28|0.134
0408010AEAAAEAE|Pregabalin 150mg capsules|Pregabalin|g|2|56|0.152
0408010AEAAAGAG|Pregabalin 300mg capsules|Pregabalin|g|1.7|56|0.169
0408010AEAAABAB|Pregabalin 50mg capsules|Pregabalin|g|1.6|84,56|0.139
0408010AEAAADAD|Pregabalin 100mg capsules|Pregabalin|g|0.7|84|0.13
0401010Z0AAAAAA|Zopiclone 7.5mg tablets|Zopiclone|z|3.6|28,14|0.033
0401010Z0AAACAC|Zopiclone 3.75mg tablets|Zopiclone|z|1.9|28,14|0.033
0401010Y0AAABAB|Zolpidem 10mg tablets|Zolpidem Tartrate|z|0.9|28|0.033
0401010T0AAAMAM|Temazepam 10mg tablets|Temazepam|z|0.8|28,14|0.054
0401020K0AAAHAH|Diazepam 2mg tablets|Diazepam|z|3.1|28,14|0.023
0401020K0AAAIAI|Diazepam 5mg tablets|Diazepam|z|1.5|28,14|0.025
0401020P0AAABAB|Lorazepam 1mg tablets|Lorazepam|z|1.1|28|0.154
0407010H0AAAMAM|Paracetamol 500mg tablets|Paracetamol|o|5.5|100,200|0.02
0407010P0AAABAB|Nefopam 30mg tablets|Nefopam Hydrochloride|o|0.3|90,180|0.292
0403010B0AAAGAG|Amitriptyline 10mg tablets|Amitriptyline Hydrochloride|o|3|56,28|0.029
0403040Y0AAABAB|Duloxetine 60mg gastro-resistant capsules|Duloxetine Hydrochloride|o|1.1|28,56|0.4
0403030Q0AAAAAA|Sertraline 50mg tablets|Sertraline Hydrochloride|o|4|28,56|0.034
1001010P0AAAEAE|Naproxen 500mg tablets|Naproxen|o|1.6|56,28|0.041
1001010J0AAAEAE|Ibuprofen 400mg tablets|Ibuprofen|o|0.8|84|0.033
1003020U0AAAAAA|Diclofenac 1.16% gel|Diclofenac Sodium|o|0.5|100,200|0.056
0106020M0AAACAC|Senna 7.5mg tablets|Senna|o|1.1|60,14|0.029
0106040M0BCACAA|Laxido Orange oral powder sachets sugar free|Macrogol 3350|o|1|30,60|0.133
0103050P0AAAAAA|Omeprazole 20mg gastro-resistant capsules|Omeprazole|o|9|28,56|0.031
0212000B0AAABAB|Atorvastatin 20mg tablets|Atorvastatin|o|6.6|28,56|0.033
0206020A0AAAAAA|Amlodipine 5mg tablets|Amlodipine|o|4.9|28,56|0.125
0601022B0AAABAB|Metformin 500mg tablets|Metformin Hydrochloride|o|3.7|112,56|0.027`

export const presentations: SeedPresentation[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [code = '', name = '', chemical = '', group, rate, quantities = '', price] = line.split('|')
    return {
      code,
      name,
      chemical,
      group: GROUPS[group as keyof typeof GROUPS],
      rate: Number(rate),
      quantities: quantities.split(',').map(Number),
      price: Number(price),
    }
  })

const CHAPTERS: Record<string, string> = {
  '01': 'Gastro-Intestinal System',
  '02': 'Cardiovascular System',
  '04': 'Central Nervous System',
  '06': 'Endocrine System',
  '10': 'Musculoskeletal and Joint Diseases',
}

export const chapterOf = (code: string) => `${code.slice(0, 2)}: ${CHAPTERS[code.slice(0, 2)]}`
