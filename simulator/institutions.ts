/** Belvo's names of the institutions in the box; the second is there to be told apart. */
export const INSS = 'inss_br_employment'
