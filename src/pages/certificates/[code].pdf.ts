import type { APIRoute } from 'astro'
import { certificatePdf } from '#lib/certificates/document.ts'
import { findCertificate } from '#lib/certificates/queries.ts'
import { openToAll } from '#lib/web/access.ts'
import { paths } from '#lib/web/paths.ts'

export const GET: APIRoute = async (context) => {
  openToAll(context)
  const typed = context.params['code']
  const certificate = await findCertificate(context.locals.store.reader, typed)
  if (!certificate) return context.rewrite('/404')
  if (certificate.code !== typed) return context.redirect(paths.certificatePdf(certificate.code), 303)
  return new Response(await certificatePdf(certificate), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="certificate-${certificate.code}.pdf"`,
      'x-robots-tag': 'noindex',
    },
  })
}
