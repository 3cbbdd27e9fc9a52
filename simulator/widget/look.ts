import { z } from 'zod'

const text = z.string().min(1)

/** The `widget` object of a token request: where the person goes afterwards, and how it looks. */
export const WidgetLook = z.object({
  callback_urls: z.object({ success: text, exit: text, event: text }),
  branding: z.object({
    company_icon: text,
    company_logo: text,
    company_name: text,
    company_terms_url: text,
    company_benefit_header: z.string().nullish(),
    company_benefit_content: z.string().nullish(),
    opportunity_loss: z.string().nullish(),
    overlay_background_color: z
      .string()
      .regex(/^#[0-9A-Fa-f]{6}$/)
      .nullish(),
    social_proof: z.boolean().nullish(),
    show_belvo_middle_logo: z.boolean().nullish(),
  }),
  theme: z.array(z.object({ css_key: text, value: z.string() })).nullish(),
  color_scheme: z.enum(['LIGHT', 'DARK']).nullish(),
})

export type WidgetLook = z.infer<typeof WidgetLook>
