/** Where Belvo's webhooks come from, as its guide to webhooks says. */
export const belvoSourceAddresses = ['3.130.254.46', '18.220.61.186', '18.223.45.212']
