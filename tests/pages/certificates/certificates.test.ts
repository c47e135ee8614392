import type { APIContext } from 'astro'
import type { Store } from '#db/store.ts'
import { newCode } from '#lib/certificates/code.ts'
import { listOwnCertificates } from '#lib/certificates/queries.ts'
import CertificatePage from '../../../src/pages/certificates/[code].astro'
import { GET } from '../../../src/pages/certificates/[code].pdf.ts'
import VerifyPage from '../../../src/pages/certificates/index.astro'
import { annsCaseStudy, PROGRAMME, TITLE } from '../../lib/case-studies/given.ts'
import { type Cast, given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

async function anns(store: Store, cast: Cast) {
  await annsCaseStudy(store, cast, 'accepted')
  return (await listOwnCertificates(store.reader, cast.ann.id))[0]!.code
}

const verify = (code: string) => `/certificates?code=${encodeURIComponent(code)}`

describe('verifying a certificate', () => {
  test('asks anyone for a code, and shows nobody a list', async ({ store }) => {
    const page = await visit(VerifyPage, store, {})
    expect(page.status).toBe(200)
    expect(page.html).toContain('name="code"')
    expect(page.text).not.toContain('Your certificates')
    expect(page.html.match(/<h1/g)).toHaveLength(1)
  })

  test('leads from a code, however typed, to its certificate', async ({ store }) => {
    const code = await anns(store, await given.cohort(store))
    const typed = code.toLowerCase().replaceAll('-', ' ')
    expect(await visit(VerifyPage, store, { url: verify(typed) })).toMatchObject({
      status: 303,
      location: `/certificates/${code}`,
    })
  })

  test.for([
    ['', 422, 'Enter the code of the certificate'],
    ['7K3M', 422, 'The code must be 28 letters and digits'],
    [newCode().replace(/.$/, 'U'), 422, 'The code has a slip in it'],
    [newCode(), 404, 'No certificate has this code'],
  ] as const)('says of %j what to do, and keeps it', async ([code, status, message], { store }) => {
    const page = await visit(VerifyPage, store, { url: verify(code) })
    expect(page.status).toBe(status)
    expect(page.text).toContain(message)
    expect(page.text).toContain('There is a problem')
    expect(page.html).toMatch(new RegExp(code ? `value="${code}"` : 'name="code"'))
  })

  test('shows the holder their own, and others none', async ({ store }) => {
    const cast = await given.cohort(store)
    const code = await anns(store, cast)
    expect((await visit(VerifyPage, store, { as: cast.ann })).html).toContain(
      `href="/certificates/${code}.pdf"`,
    )
    const ben = await visit(VerifyPage, store, { as: cast.ben })
    expect(ben.text).toContain('Your certificates will be listed here')
    expect(ben.html).not.toContain(code)
    expect((await visit(VerifyPage, store, { as: cast.rita })).text).not.toContain('Your certificates')
  })
})

describe('the page of a certificate', () => {
  test('shows every fact to anyone, and what it does not certify', async ({ store }) => {
    const code = await anns(store, await given.cohort(store))
    const page = await visit(CertificatePage, store, { params: { code } })
    expect(page.status).toBe(200)
    const facts = [
      'Ann Example',
      'GP',
      'South London Test Network',
      PROGRAMME,
      'Autumn 2026',
      'From 11 September 2026, still running when this was awarded',
      'None recorded as attended of 3 held by 10 November 2026',
      'None recorded',
      TITLE,
      '3 November 2026',
      '10 November 2026',
      'read and accepted by a reviewer',
      code,
      'Valid',
      'What it does not certify',
    ]
    expect(facts.filter((fact) => !page.text.includes(fact))).toEqual([])
    expect(page.headers.get('x-robots-tag')).toBe('noindex')
    expect(page.html.match(/<h1/g)).toHaveLength(1)
  })

  test('is reached by a code in small letters too', async ({ store }) => {
    const code = await anns(store, await given.cohort(store))
    const page = await visit(CertificatePage, store, { params: { code: code.toLowerCase() } })
    expect(page).toMatchObject({ status: 303, location: `/certificates/${code}` })
  })

  test('helps whoever has a code that leads nowhere', async ({ store }) => {
    const page = await visit(CertificatePage, store, { params: { code: newCode() } })
    expect(page.status).toBe(404)
    expect(page.text).toContain('No such certificate')
    expect(page.html).toContain('href="/certificates"')
  })
})

describe('the PDF of a certificate', () => {
  const ask = (store: Store, code: string) => {
    const context = {
      params: { code },
      locals: { store },
      rewrite: (path: string) => new Response(path, { status: 404 }),
      redirect: (path: string, status: number) => new Response(null, { status, headers: { location: path } }),
    }
    return GET(context as unknown as APIContext) as Promise<Response>
  }

  test('is a file named after its code', async ({ store }) => {
    const code = await anns(store, await given.cohort(store))
    const response = await ask(store, code)
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect(response.headers.get('content-disposition')).toContain(`certificate-${code}.pdf`)
    expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).toMatch(/^%PDF-1\.7[\s\S]*%%EOF\s*$/)
  })

  test('is not there for an unknown code, and elsewhere for a loose one', async ({ store }) => {
    const code = await anns(store, await given.cohort(store))
    expect((await ask(store, newCode())).status).toBe(404)
    const loose = await ask(store, code.toLowerCase())
    expect([loose.status, loose.headers.get('location')]).toEqual([303, `/certificates/${code}.pdf`])
  })
})
